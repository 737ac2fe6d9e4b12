package dev.firebreak.web.security;

import dev.firebreak.web.user.ApiKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Whether a request that takes long may still be answered: by the same rules by which it was let
/// in, asked again. A session that was left alone for too long ends here, since listening is not
/// using.
@Component
public final class StillAllowed {

  private final Permissions permissions;
  private final EndpointTable table;
  private final ApiKeys keys;
  private final Clock clock;

  StillAllowed(Permissions permissions, EndpointTable table, ApiKeys keys, Clock clock) {
    this.permissions = permissions;
    this.table = table;
    this.keys = keys;
    this.clock = clock;
  }

  /// Who asks, for counting how much each asks for: the session, or the user of a program.
  public String who(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? "user " + request.getRemoteUser() : "session " + session.getId();
  }

  /// The question, to be asked on the thread of the request as long as it lasts.
  public BooleanSupplier of(HttpServletRequest request) {
    Optional<Caller> caller = Caller.of(SecurityContextHolder.getContext().getAuthentication());
    Optional<Endpoint> endpoint = table.of(request.getMethod(), Callers.path(request));
    HttpSession session = request.getSession(false);
    String key =
        Callers.carries(request, ApiKeyFilter.SENT)
            ? request.getHeader("Authorization").substring(ApiKeyFilter.SCHEME.length()).strip()
            : null;
    return () ->
        caller.isPresent()
            && endpoint.isPresent()
            && isOpen(session)
            && (key == null || keys.sent(key).isPresent())
            && permissions
                .current(caller.get())
                .filter(
                    user -> Permissions.of(endpoint.get(), user, caller.get().scopes()).isGranted())
                .isPresent();
  }

  private boolean isOpen(@Nullable HttpSession session) {
    if (session == null) {
      return true;
    }
    try {
      long left =
          session.getLastAccessedTime() + session.getMaxInactiveInterval() * 1000L - clock.millis();
      if (session.getMaxInactiveInterval() > 0 && left < 0) {
        session.invalidate();
        return false;
      }
      return true;
    } catch (IllegalStateException over) {
      return false;
    }
  }
}
