package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.ScimPath;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One operation of a patch (RFC 7644 §3.5.2).
public sealed interface PatchOp {
  /// What it is about; null for the resource.
  @Nullable ScimPath path();

  /// The operation as it stands in the message: `add`.
  default String word() {
    return switch (this) {
      case Add _ -> "add";
      case Remove _ -> "remove";
      case Replace _ -> "replace";
    };
  }

  /// Sets a single-valued attribute, appends to a multi-valued one.
  ///
  /// @param path null when `value` is an object to be merged, attribute by attribute
  record Add(@Nullable ScimPath path, JsonNode value) implements PatchOp {
    public Add {
      requireTarget(path, value);
    }
  }

  /// Unassigns an attribute, or takes away the values that the path's filter chooses.
  record Remove(ScimPath path) implements PatchOp {}

  /// Sets an attribute, or the values that the path's filter chooses.
  ///
  /// @param path null when `value` is an object to be merged, attribute by attribute
  record Replace(@Nullable ScimPath path, JsonNode value) implements PatchOp {
    public Replace {
      requireTarget(path, value);
    }
  }

  private static void requireTarget(@Nullable ScimPath path, JsonNode value) {
    if (path == null && !value.isObject()) {
      throw new IllegalArgumentException(
          "a patch operation without a path needs an object of attributes as its value");
    }
  }
}
