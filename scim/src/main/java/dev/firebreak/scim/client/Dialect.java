package dev.firebreak.scim.client;

import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.quirk.SecretsInPayload;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How a service provider is spoken to, where RFC 7644 leaves a choice or the service provider
/// differs from it.
///
/// @param pagination how pages are asked for
/// @param search when a listing is a POST
/// @param types resource types that are read in another way than the usual
/// @param quirks what is known of the service provider, in the order in which they apply; secrets
///   in clear are dropped from whatever it sends, whether or not this says so
public record Dialect(
    Pagination pagination,
    Search search,
    Map<ResourceType, TypeDialect> types,
    List<Quirk> quirks) {

  /// Plain RFC 7644 and 9865.
  public static final Dialect STANDARD =
      new Dialect(Pagination.AUTO, Search.LONG, Map.of(), Quirks.GENERIC.all());

  private static final TypeDialect USUAL = new TypeDialect(null, null, null);

  public Dialect {
    types = Map.copyOf(types);
    quirks = droppingSecrets(quirks);
  }

  private static List<Quirk> droppingSecrets(List<Quirk> quirks) {
    var all = new LinkedHashSet<>(quirks);
    all.add(new SecretsInPayload());
    return List.copyOf(all);
  }

  /// The same, with pages asked for in one way.
  public Dialect paging(Pagination by) {
    return new Dialect(by, search, types, quirks);
  }

  /// The same, mending these quirks and no others.
  public Dialect mending(List<Quirk> others) {
    return new Dialect(pagination, search, types, others);
  }

  /// Whether one resource of a type is read with all that its service provider gives, and not only
  /// with attributes that were chosen.
  public boolean readsWhole(ResourceType type) {
    Map<String, String> query = query(type.endpoint(), false, Map.of());
    return !query.containsKey("attributes") && !query.containsKey("excludedAttributes");
  }

  /// How pages are asked for, as far as that is decided here.
  Pagination paging() {
    boolean cursor = quirks.stream().anyMatch(Quirk::pagesOnlyByCursor);
    return pagination == Pagination.AUTO && cursor ? Pagination.CURSOR : pagination;
  }

  /// Where the resources of a usual endpoint are.
  ///
  /// @param endpoint such as `/Users` or `Users`
  String endpoint(String endpoint) {
    String other = of(endpoint).endpoint();
    return other == null ? endpoint : other;
  }

  /// What a read of a usual endpoint asks for.
  ///
  /// @param more what the caller asks for besides; it has the last word
  Map<String, String> query(String endpoint, boolean listing, Map<String, String> more) {
    Map<String, String> query = new LinkedHashMap<>(of(endpoint).query());
    query.putAll(more);
    ResourceType type = type(endpoint);
    if (type != null) {
      for (Quirk quirk : quirks) {
        query = quirk.query(type, listing, query);
      }
    }
    return query;
  }

  /// The configuration page.
  String configPage() {
    String page = "ServiceProviderConfig";
    for (Quirk quirk : quirks) {
      page = quirk.configPage(page);
    }
    return page;
  }

  /// Resources to ask for on a page.
  int count(int wanted) {
    int count = wanted;
    for (Quirk quirk : quirks) {
      count = quirk.count(count);
    }
    return count;
  }

  /// A resource that was received, mended.
  ScimResource received(ScimResource resource) {
    return received(resource, _ -> {});
  }

  /// A resource that was received, mended.
  ///
  /// @param dropped is told the attribute of each secret that is taken out of it
  ScimResource received(ScimResource resource, Consumer<String> dropped) {
    ScimResource mended = resource;
    for (Quirk quirk : quirks) {
      mended = quirk.received(mended, dropped);
    }
    return mended;
  }

  /// What completes each resource of a listing.
  UnaryOperator<ScimResource> completing(String endpoint, Quirk.Ask ask) {
    ResourceType type = type(endpoint);
    if (type == null) {
      return UnaryOperator.identity();
    }
    List<UnaryOperator<ScimResource>> steps =
        quirks.stream().map(quirk -> quirk.completing(type, ask)).toList();
    return resource -> {
      ScimResource whole = resource;
      for (UnaryOperator<ScimResource> step : steps) {
        whole = step.apply(whole);
      }
      return whole;
    };
  }

  /// Why a listing that seems complete is not, or null.
  @Nullable String doubt(String endpoint, int distinct) {
    ResourceType type = type(endpoint);
    return type == null
        ? null
        : quirks.stream()
            .map(quirk -> quirk.doubt(type, distinct))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /// Why a PATCH is not worth sending, or null.
  @Nullable String refusesPatch(String endpoint) {
    ResourceType type = type(endpoint);
    return type == null
        ? null
        : quirks.stream()
            .map(quirk -> quirk.refusesPatch(type))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /// The body of a PATCH.
  ObjectNode patch(ObjectNode body) {
    ObjectNode mended = body;
    for (Quirk quirk : quirks) {
      mended = quirk.patch(mended);
    }
    return mended;
  }

  private TypeDialect of(String endpoint) {
    ResourceType type = type(endpoint);
    return type == null ? USUAL : types.getOrDefault(type, USUAL);
  }

  /// Whether the configuration says where the resources of a usual endpoint are.
  boolean places(String endpoint) {
    return of(endpoint).endpoint() != null;
  }

  /// The type of a usual endpoint, or null.
  static @Nullable ResourceType type(String endpoint) {
    String path = endpoint.startsWith("/") ? endpoint : "/" + endpoint;
    for (ResourceType type : ResourceType.values()) {
      if (type.endpoint().equals(path)) {
        return type;
      }
    }
    return null;
  }
}
