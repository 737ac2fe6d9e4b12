package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.AttributePath;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// One attribute as operations name it: by path, or inside an object of attributes where its name
/// makes no path.
///
/// @param urn the extension it is in, or null
/// @param name the attribute, or the URN of an extension as a whole
record Spot(@Nullable String urn, String name) {
  PatchOp add(JsonNode value) {
    AttributePath attribute = attribute();
    return attribute == null || isExtension()
        ? new PatchOp.Add(null, wrapped(value))
        : new PatchOp.Add(new ScimPath(attribute, null, null), value);
  }

  PatchOp replace(JsonNode value) {
    AttributePath attribute = attribute();
    return attribute == null || isExtension()
        ? new PatchOp.Replace(null, wrapped(value))
        : new PatchOp.Replace(new ScimPath(attribute, null, null), value);
  }

  PatchOp remove() {
    AttributePath attribute = attribute();
    return attribute == null
        ? new PatchOp.Replace(null, wrapped(NullNode.getInstance()))
        : new PatchOp.Remove(new ScimPath(attribute, null, null));
  }

  /// The attribute as the head of a path, null when it makes none.
  @Nullable AttributePath attribute() {
    AttributePath path = path(urn == null ? name : urn + ":" + name);
    return path == null || path.sub() != null ? null : path;
  }

  /// The path that a text is, null when it is none.
  static @Nullable AttributePath path(String text) {
    try {
      return AttributePath.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isExtension() {
    return urn == null && name.indexOf(':') >= 0;
  }

  private ObjectNode wrapped(JsonNode value) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    (urn == null ? attributes : attributes.putObject(urn)).set(name, value);
    return attributes;
  }
}
