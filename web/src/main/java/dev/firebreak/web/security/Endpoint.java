package dev.firebreak.web.security;

import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/// One line of the table of endpoints: what may be asked for, and who may.
///
/// @param openTo who may, before roles are looked at
/// @param roles which roles may; without meaning where it is open to more
/// @param scope what a key needs besides; null where no key may
record Endpoint(
    String method, PathPattern path, OpenTo openTo, Set<Role> roles, @Nullable Scope scope) {

  /// Before roles are looked at.
  enum OpenTo {
    /// Whoever asks.
    ANYONE,
    /// Everybody who is signed in, with a role or without.
    SIGNED_IN,
    /// Those with one of the roles.
    ROLES
  }

  /// Whether a path is one of these.
  boolean isAt(PathContainer asked) {
    return path.matches(asked);
  }

  /// Whether one of these roles is enough.
  boolean isFor(Set<Role> held) {
    return openTo != OpenTo.ROLES || roles.stream().anyMatch(held::contains);
  }
}
