package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ResourceType;
import java.util.Map;

/// How a service provider is spoken to, where RFC 7644 leaves a choice or the service provider
/// differs from it.
///
/// @param pagination how pages are asked for
/// @param search when a listing is a POST
/// @param types resource types that are read in another way than the usual
public record Dialect(Pagination pagination, Search search, Map<ResourceType, TypeDialect> types) {

  /// Plain RFC 7644 and 9865.
  public static final Dialect STANDARD = new Dialect(Pagination.AUTO, Search.LONG, Map.of());

  private static final TypeDialect USUAL = new TypeDialect(null, null, null);

  public Dialect {
    types = Map.copyOf(types);
  }

  /// The same, with pages asked for in one way.
  public Dialect paging(Pagination by) {
    return new Dialect(by, search, types);
  }

  /// Where the resources of a usual endpoint are.
  ///
  /// @param endpoint such as `/Users` or `Users`
  String endpoint(String endpoint) {
    String other = of(endpoint).endpoint();
    return other == null ? endpoint : other;
  }

  /// What a read of a usual endpoint asks for.
  Map<String, String> query(String endpoint) {
    return of(endpoint).query();
  }

  private TypeDialect of(String endpoint) {
    String path = endpoint.startsWith("/") ? endpoint : "/" + endpoint;
    for (Map.Entry<ResourceType, TypeDialect> type : types.entrySet()) {
      if (type.getKey().endpoint().equals(path)) {
        return type.getValue();
      }
    }
    return USUAL;
  }
}
