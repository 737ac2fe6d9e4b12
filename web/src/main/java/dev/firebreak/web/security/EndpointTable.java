package dev.firebreak.web.security;

import dev.firebreak.web.security.Endpoint.OpenTo;
import dev.firebreak.web.security.Endpoint.Sight;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every endpoint, who may ask for it, and what it tells whoever sees a part of the graph only: the
/// file `access.csv`. What is not in it is refused.
@Component
final class EndpointTable {

  private static final List<Role> COLUMNS = List.of(Role.values());
  private static final int FIRST_ROLE = 3;

  private final List<Endpoint> endpoints;

  EndpointTable() {
    this(ShippedTable.of("access.csv"));
  }

  /// @throws IllegalArgumentException naming the line that cannot be read
  EndpointTable(ShippedTable table) {
    this.endpoints =
        table.rows().stream()
            .map(EndpointTable::endpoint)
            .sorted(Comparator.comparing(Endpoint::path))
            .toList();
  }

  private static Endpoint endpoint(String[] cells) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (cells[FIRST_ROLE + i].equals("x")) {
        roles.add(COLUMNS.get(i));
      }
    }
    String scope = cells[FIRST_ROLE + COLUMNS.size()];
    return new Endpoint(
        cells[0],
        PathPatternParser.defaultInstance.parse(cells[1]),
        OpenTo.valueOf(cells[2].toUpperCase(Locale.ROOT).replace('-', '_')),
        roles,
        scope.isEmpty() ? null : Scope.of(scope),
        Sight.valueOf(cells[FIRST_ROLE + COLUMNS.size() + 1].toUpperCase(Locale.ROOT)));
  }

  /// The line for a request; a HEAD is a GET.
  Optional<Endpoint> of(String method, String path) {
    PathContainer asked = PathContainer.parsePath(path);
    String wanted = method.equals("HEAD") ? "GET" : method;
    return endpoints.stream()
        .filter(each -> each.method().equals(wanted) && each.isAt(asked))
        .findFirst();
  }

  /// Whether there is anything at a path, by whatever method.
  boolean knows(String path) {
    PathContainer asked = PathContainer.parsePath(path);
    return endpoints.stream().anyMatch(each -> each.isAt(asked));
  }
}
