package dev.firebreak.scim.client;

import dev.firebreak.scim.client.Discovery.ServedType;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the resource types of one service provider are: where [Dialect] says, or else its page
/// `/ResourceTypes` (RFC 7644 §4), or else at their usual endpoint.
final class Endpoints {
  /// Types that some count among those that they serve.
  private static final Set<String> DISCOVERY =
      Set.of("ServiceProviderConfig", "ResourceType", "Schema");

  private final Connection connection;
  private final Exchanges exchanges;

  /// What it says that it serves; empty when it does not say, null before it was asked.
  private volatile @Nullable List<ServedType> types;

  private volatile boolean doubted;

  Endpoints(Connection connection, Exchanges exchanges) {
    this.connection = connection;
    this.exchanges = exchanges;
  }

  /// Where a type is; null when the service provider says what it serves, and this is not of it.
  @Nullable String of(ResourceType type) {
    String usual = type.endpoint();
    if (connection.dialect().places(usual)) {
      return connection.dialect().endpoint(usual);
    }
    List<ServedType> offered = doubted ? asked() : offered();
    return offered.isEmpty() ? usual : placed(offered, type);
  }

  /// Where a usual endpoint is, as far as is known without asking.
  String known(String endpoint) {
    List<ServedType> offered = types;
    ResourceType type = Dialect.type(endpoint);
    if (offered == null || type == null || connection.dialect().places(endpoint)) {
      return connection.dialect().endpoint(endpoint);
    }
    String place = placed(offered, type);
    return place == null ? endpoint : place;
  }

  /// Asks, when that was never done.
  ///
  /// @return whether a usual endpoint turns out to be elsewhere
  boolean moved(String endpoint) {
    String before = known(endpoint);
    if (types != null || Dialect.type(endpoint) == null) {
      return false;
    }
    offered();
    return !known(endpoint).equals(before);
  }

  /// Why a type that is not offered is not read.
  String refusal(ResourceType type) {
    return "%s: %s is not read: the service provider offers no %s, only %s; take it out of the resources of this source, or set its endpoint under scim.types to read it all the same"
        .formatted(
            connection.name(),
            type.endpoint(),
            type.typeName(),
            offered().stream()
                .map(ServedType::name)
                .filter(name -> !DISCOVERY.contains(name))
                .collect(Collectors.joining(", ")));
  }

  /// What was heard is asked for again before the next listing.
  void doubt() {
    doubted = true;
  }

  private static @Nullable String placed(List<ServedType> offered, ResourceType type) {
    return Discovery.served(offered, type)
        .map(served -> {
          String place = served.endpoint();
          return place == null ? type.endpoint() : place;
        })
        .orElse(null);
  }

  private List<ServedType> offered() {
    List<ServedType> known = types;
    return known == null ? asked() : known;
  }

  /// That a service provider stumbles over the question is not held against it.
  private List<ServedType> asked() {
    List<ServedType> heard;
    try {
      Answer answer =
          exchanges.once(
              "GET", Address.of(connection.baseUri(), "ResourceTypes", Map.of()), null, null);
      heard = answer.succeeded() ? Discovery.types(answer.json()) : List.of();
    } catch (ScimFailure failure) {
      heard = List.of();
    }
    types = heard;
    doubted = false;
    return heard;
  }
}
