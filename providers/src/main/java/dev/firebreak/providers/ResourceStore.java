package dev.firebreak.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The resources of one type, as JSON text by id. The version of a resource is a digest of what it
/// says apart from `meta`, so it changes exactly when the content does.
final class ResourceStore {
  private final String typeName;
  private final URI address;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, String> jsonById = new ConcurrentSkipListMap<>();

  /// @param address the address of the endpoint, for example `http://127.0.0.1:8080/scim/v2/Users`
  ResourceStore(String typeName, URI address, InstantSource clock) {
    this.typeName = typeName;
    this.address = address;
    this.clock = clock;
  }

  /// Stores the resource under its own id and gives it a fresh `meta`.
  StoredResource put(ObjectNode resource) {
    var id = resource.path("id").asText("");
    if (id.isBlank()) {
      throw new IllegalArgumentException(typeName + " without id: give every loaded resource one");
    }
    var content = resource.deepCopy();
    content.remove("meta");
    var version = "W/\"" + digest(content.toString()) + '"';
    var before = Optional.ofNullable(jsonById.get(id)).map(ResourceStore::parse);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    var created = before.map(old -> old.at("/meta/created").asText()).orElse(now);
    var unchanged = before.filter(old -> old.at("/meta/version").asText().equals(version));
    var lastModified = unchanged.map(old -> old.at("/meta/lastModified").asText()).orElse(now);
    content
        .putObject("meta")
        .put("resourceType", typeName)
        .put("created", created)
        .put("lastModified", lastModified)
        .put("location", address + "/" + PathSegment.encode(id))
        .put("version", version);
    var json = content.toString();
    jsonById.put(id, json);
    return parse(json);
  }

  Optional<StoredResource> get(String id) {
    return json(id).map(ResourceStore::parse);
  }

  Optional<String> json(String id) {
    return Optional.ofNullable(jsonById.get(id));
  }

  boolean remove(String id) {
    return jsonById.remove(id) != null;
  }

  void clear() {
    jsonById.clear();
  }

  int count() {
    return jsonById.size();
  }

  List<StoredResource> all() {
    return jsonById.values().stream().map(ResourceStore::parse).toList();
  }

  /// Resources in the order of their ids.
  List<StoredResource> page(long startIndex, int count) {
    return jsonById.values().stream()
        .skip(startIndex - 1)
        .limit(count)
        .map(ResourceStore::parse)
        .toList();
  }

  /// True when a resource other than `id` already has this value, compared without case.
  boolean taken(String attribute, String value, @Nullable String id) {
    return all().stream()
        .filter(other -> !other.path("id").asText().equals(id))
        .anyMatch(other -> other.path(attribute).asText("").equalsIgnoreCase(value));
  }

  private static StoredResource parse(String json) {
    return JsonHelper.readJsonDocument(json, StoredResource.class);
  }

  private static String digest(String content) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
