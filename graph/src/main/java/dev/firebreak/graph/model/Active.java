package dev.firebreak.graph.model;

import org.jspecify.annotations.Nullable;

/// Whether an account can be used, as its source says. A source that does not say leaves it
/// [#UNKNOWN], which counts as reach and is reported as such.
public enum Active {
  YES,
  NO,
  UNKNOWN;

  /// Reads the stored property: absent is unknown.
  public static Active of(@Nullable Boolean stored) {
    return stored == null ? UNKNOWN : stored ? YES : NO;
  }

  /// Whether reach passes through an account in this state.
  public boolean reachable() {
    return this != NO;
  }
}
