package dev.firebreak.analytics.toxic;

import dev.firebreak.graph.snapshot.Node;
import java.util.List;

/// Entitlements that do one business task; holding any of them is being able to do it.
///
/// @param id how rules name it
/// @param name the task as a verb phrase, for example `Create vendor`
/// @param anyOf at least one selector
public record SodFunction(String id, String name, List<Selector> anyOf) {

  public SodFunction {
    anyOf = List.copyOf(anyOf);
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("function " + id + " selects no entitlement");
    }
  }

  /// Whether this entitlement does the task.
  public boolean matches(Node node) {
    return anyOf.stream().anyMatch(selector -> selector.matches(node));
  }
}
