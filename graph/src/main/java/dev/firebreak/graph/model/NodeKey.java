package dev.firebreak.graph.model;

import java.util.List;

/// What names a node for ever: its source, its resource type and its id in that source. Real vaults
/// reuse one id across resource types, so none of the three may be left out.
///
/// @param source the id of the source as configured, or [#FIREBREAK] for identities
/// @param type the resource type, for example `User`, `Group`, `Container`
/// @param id the id that the source gave the resource
public record NodeKey(String source, String type, String id) {

  /// The source of what Firebreak itself makes: identities and source nodes.
  public static final String FIREBREAK = "firebreak";

  public NodeKey {
    if (source.isBlank() || type.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException(
          "a node key needs a source, a type and an id, but got '%s', '%s', '%s'"
              .formatted(source, type, id));
    }
  }

  /// The key of an identity.
  public static NodeKey identity(String id) {
    return new NodeKey(FIREBREAK, "Identity", id);
  }

  /// The key of a source node.
  public static NodeKey source(String id) {
    return new NodeKey(FIREBREAK, "Source", id);
  }

  /// The three parts joined by `/`, a `/` or `%` inside a part being percent-encoded: the `key`
  /// property of the node.
  public String value() {
    return escape(source) + "/" + escape(type) + "/" + escape(id);
  }

  /// The inverse of [#value()].
  ///
  /// @throws IllegalArgumentException if `value` does not have three parts
  public static NodeKey parse(String value) {
    List<String> parts = List.of(value.split("/", -1));
    if (parts.size() != 3) {
      throw new IllegalArgumentException("not a node key (source/type/id): " + value);
    }
    return new NodeKey(unescape(parts.get(0)), unescape(parts.get(1)), unescape(parts.get(2)));
  }

  @Override
  public String toString() {
    return value();
  }

  private static String escape(String part) {
    return part.replace("%", "%25").replace("/", "%2F");
  }

  private static String unescape(String part) {
    return part.replace("%2F", "/").replace("%25", "%");
  }
}
