package dev.firebreak.web.security;

import dev.firebreak.web.security.Endpoint.OpenTo;
import dev.firebreak.web.user.Role;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Says of every operation of the OpenAPI document who may ask for it, as the [EndpointTable] does:
/// the scope of a key beside the key, the roles as `x-roles`.
@Component
final class DocumentedAccess implements OpenApiCustomizer {

  private final EndpointTable table;

  DocumentedAccess(EndpointTable table) {
    this.table = table;
  }

  @Override
  public void customise(OpenAPI document) {
    document
        .getPaths()
        .forEach((path, operations) ->
            operations
                .readOperationsMap()
                .forEach((method, operation) ->
                    table.of(method.name(), path).ifPresent(endpoint -> say(operation, endpoint))));
  }

  private static void say(Operation operation, Endpoint endpoint) {
    if (endpoint.openTo() == OpenTo.ANYONE) {
      operation.setSecurity(List.of());
      return;
    }
    List<SecurityRequirement> ways = new ArrayList<>();
    if (endpoint.scope() != null) {
      ways.add(new SecurityRequirement().addList("key", endpoint.scope().word()));
    }
    ways.add(new SecurityRequirement().addList("basic"));
    ways.add(new SecurityRequirement().addList("session"));
    operation.setSecurity(ways);
    if (endpoint.openTo() == OpenTo.ROLES) {
      operation.addExtension(
          "x-roles",
          endpoint.roles().stream()
              .sorted()
              .map(Role::word)
              .map(word -> word.toLowerCase(Locale.ROOT))
              .toList());
    }
  }
}
