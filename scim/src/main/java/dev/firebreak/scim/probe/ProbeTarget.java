package dev.firebreak.scim.probe;

import dev.firebreak.scim.resource.ResourceType;

/// The one resource that an operator names for a probe to change, and to restore.
///
/// @param type User or Group
public record ProbeTarget(ResourceType type, String id) {
  public ProbeTarget {
    if (type != ResourceType.USER && type != ResourceType.GROUP) {
      throw new IllegalArgumentException(
          "a probe changes Users and Groups only, not " + type.typeName() + " resources");
    }
    if (id.isBlank()) {
      throw new IllegalArgumentException("the resource to change needs an id");
    }
  }

  /// Reads `Users/2819` or `Groups/17`.
  ///
  /// @throws IllegalArgumentException when the text is neither
  public static ProbeTarget parse(String text) {
    String plain = text.startsWith("/") ? text.substring(1) : text;
    int slash = plain.indexOf('/');
    String endpoint = slash < 0 ? "" : "/" + plain.substring(0, slash);
    for (ResourceType type : ResourceType.values()) {
      if (type.endpoint().equalsIgnoreCase(endpoint)) {
        return new ProbeTarget(type, plain.substring(slash + 1));
      }
    }
    throw new IllegalArgumentException(
        "the resource to change is named as Users/ID or Groups/ID, but got '" + text + "'");
  }

  /// `Users/2819`
  @Override
  public String toString() {
    return type.endpoint().substring(1) + "/" + id;
  }
}
