package dev.firebreak.web.security;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.server.servlet.Session.SessionTrackingMode;
import org.springframework.stereotype.Component;

/// The session lives in one cookie that no script reads and no other site sends, ends after half an
/// hour without a request, and is never part of an address. It goes over TLS only, unless the
/// server listens on loopback alone.
@Component
final class SessionCookie
    implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

  private static final Duration IDLE = Duration.ofMinutes(30);

  private final org.springframework.boot.web.server.autoconfigure.ServerProperties server;

  SessionCookie(org.springframework.boot.web.server.autoconfigure.ServerProperties server) {
    this.server = server;
  }

  @Override
  public void customize(ConfigurableServletWebServerFactory factory) {
    boolean secure = !isLoopback(server.getAddress());
    var session = factory.getSettings().getSession();
    session.setTimeout(IDLE);
    session.setTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    var cookie = session.getCookie();
    cookie.setName(secure ? "__Host-firebreak" : "firebreak");
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.LAX);
    cookie.setSecure(secure);
  }

  private static boolean isLoopback(@Nullable InetAddress address) {
    return address != null && address.isLoopbackAddress();
  }
}
