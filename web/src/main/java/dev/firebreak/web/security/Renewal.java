package dev.firebreak.web.security;

import dev.firebreak.web.user.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/// Keeps the one session in which somebody changed their password, when all others end. It gets
/// another id.
@Component
public final class Renewal {

  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();
  private final Clock clock;

  Renewal(Clock clock) {
    this.clock = clock;
  }

  /// Signs the user in anew, as they are now.
  public void of(User user, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) == null) {
      return;
    }
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            Caller.person(user, clock.instant()), null, List.of()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }
}
