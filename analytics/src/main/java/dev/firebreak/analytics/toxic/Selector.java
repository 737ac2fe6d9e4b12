package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Node;
import org.jspecify.annotations.Nullable;

/// Picks entitlements of a source by value or display name. `*` stands for any characters, also
/// none; everything else is compared exactly, upper and lower case apart.
///
/// @param source the id of the source
/// @param entitlement the entitlement's value in its source, or its display name
public record Selector(String source, String entitlement) {

  public Selector {
    if (source.isBlank() || entitlement.isBlank()) {
      throw new IllegalArgumentException("a selector needs a source and an entitlement");
    }
  }

  /// Whether the node is an entitlement that this selector picks.
  public boolean matches(Node node) {
    return node.kind() == NodeKind.ENTITLEMENT
        && like(source, node.source())
        && (like(entitlement, node.value()) || like(entitlement, node.name()));
  }

  @Override
  public String toString() {
    return entitlement + " in " + source;
  }

  /// Whether `text` fits, growing what the last `*` stands for as long as the rest does not fit.
  private static boolean like(String pattern, @Nullable String text) {
    if (text == null) {
      return false;
    }
    int p = 0;
    int star = -1;
    int resume = 0;
    for (int i = 0; i < text.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = i;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(i)) {
        p++;
        i++;
      } else if (star >= 0) {
        p = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
