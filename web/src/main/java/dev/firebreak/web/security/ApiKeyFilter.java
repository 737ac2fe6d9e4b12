package dev.firebreak.web.security;

import dev.firebreak.web.user.ApiKey;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets programs in by their key (RFC 6750), for the API and for provisioning. It makes no session.
final class ApiKeyFilter extends OncePerRequestFilter {

  static final String SCHEME = "Bearer ";

  /// What a request with a key begins its credentials with.
  static final String SENT = SCHEME + ApiKeys.PREFIX;

  private final ApiKeys keys;
  private final Users users;
  private final Clock clock;

  ApiKeyFilter(ApiKeys keys, Users users, Clock clock) {
    this.keys = keys;
    this.users = users;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !Callers.isProgram(request) || !Callers.carries(request, SENT);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ApiKey> key =
        keys.sent(request.getHeader("Authorization").substring(SCHEME.length()).strip());
    Optional<User> owner = key.flatMap(each -> users.withId(each.owner())).filter(User::active);
    if (owner.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      Problems.write(
          request,
          response,
          401,
          "Sign-in needed",
          "This key opens nothing: it is unknown, expired or revoked, or its owner is kept out.");
      return;
    }
    User user = owner.get();
    Caller caller =
        new Caller(
            user.id(),
            user.userName(),
            user.generation(),
            clock.instant(),
            key.orElseThrow().scopes());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }
}
