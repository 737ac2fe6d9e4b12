package dev.firebreak.web.security;

import dev.firebreak.web.user.Limits;
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
/// @param sight what whoever is told of a part only gets of it
record Endpoint(
    String method,
    PathPattern path,
    OpenTo openTo,
    Set<Role> roles,
    @Nullable Scope scope,
    Sight sight) {

  /// What an answer has of the graph, and so what it is for whoever is told of a part only.
  enum Sight {
    /// It takes all of the graph: they do not get it.
    ALL,
    /// They get it made of their part alone.
    NARROWED,
    /// It has only what is their own.
    OWN,
    /// It has nothing of the graph.
    NONE
  }

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

  /// Whether it is for people who are told of this much.
  boolean isFor(Limits limits) {
    return sight != Sight.ALL || limits.isNone();
  }

  /// Whether one of these roles is enough.
  boolean isFor(Set<Role> held) {
    return openTo != OpenTo.ROLES || roles.stream().anyMatch(held::contains);
  }
}
