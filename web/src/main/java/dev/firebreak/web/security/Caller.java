package dev.firebreak.web.security;

import dev.firebreak.web.user.Scope;
import dev.firebreak.web.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;

/// Who a request comes from, as far as the sign-in proved it. What they may do is looked up at each
/// request.
///
/// @param id the id of the user
/// @param name their name
/// @param generation the generation of sessions that this is one of
/// @param since when they proved who they are
/// @param scopes what the key may be used for; null for a person
public record Caller(
    String id, String name, long generation, Instant since, @Nullable Set<Scope> scopes)
    implements AuthenticatedPrincipal {

  /// Somebody who signed in.
  static Caller person(User user, Instant since) {
    return new Caller(user.id(), user.userName(), user.generation(), since, null);
  }

  /// The caller of an authentication; empty for anonymous ones.
  static Optional<Caller> of(@Nullable Authentication authentication) {
    if (authentication == null || !authentication.isAuthenticated()) {
      return Optional.empty();
    }
    return switch (authentication.getPrincipal()) {
      case Caller caller -> Optional.of(caller);
      case OidcPerson person -> Optional.of(person.caller());
      case null, default -> Optional.empty();
    };
  }

  @Override
  public String getName() {
    return name;
  }
}
