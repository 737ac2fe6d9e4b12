package dev.firebreak.analytics.toxic;

import java.util.List;

/// A business task and what must be held to do it.
///
/// @param id how rules of the same ruleset name it
/// @param name the task as a verb phrase, for example `Create vendor`
/// @param needs what lets somebody do it
public record SodFunction(String id, String name, Requirement needs) {

  /// A task that any of the selected entitlements lets somebody do.
  public SodFunction(String id, String name, List<Selector> anyOf) {
    this(id, name, new Requirement.AnyOf(List.copyOf(anyOf)));
  }
}
