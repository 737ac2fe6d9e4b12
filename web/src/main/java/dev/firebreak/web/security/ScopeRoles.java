package dev.firebreak.web.security;

import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Which roles a scope is of use to: those that may ask for any of the endpoints that it opens.
@Component
public final class ScopeRoles implements Function<Scope, Set<Role>> {

  private final Map<Scope, Set<Role>> roles = new EnumMap<>(Scope.class);

  ScopeRoles(EndpointTable table) {
    for (Scope scope : Scope.values()) {
      roles.put(scope, Set.copyOf(table.roles(scope)));
    }
  }

  @Override
  public Set<Role> apply(Scope scope) {
    return roles.getOrDefault(scope, Set.of());
  }

  /// The roles for any of these endpoints; those open to whoever is signed in are for each.
  static Set<Role> of(Iterable<Endpoint> endpoints) {
    Set<Role> all = EnumSet.noneOf(Role.class);
    endpoints.forEach(each ->
        all.addAll(
            each.openTo() == Endpoint.OpenTo.ROLES ? each.roles() : EnumSet.allOf(Role.class)));
    return all;
  }
}
