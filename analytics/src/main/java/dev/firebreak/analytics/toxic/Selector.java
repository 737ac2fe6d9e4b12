package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Node;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private static boolean like(String pattern, @Nullable String text) {
    if (text == null) {
      return false;
    }
    if (pattern.indexOf('*') < 0) {
      return pattern.equals(text);
    }
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }
}
