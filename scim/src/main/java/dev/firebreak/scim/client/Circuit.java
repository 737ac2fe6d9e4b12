package dev.firebreak.scim.client;

/// Whether a source is called at all.
public enum Circuit {
  /// It is called.
  CLOSED,
  /// One call tries whether it is well again.
  HALF_OPEN,
  /// Too many of the last calls failed: it is left alone for a while.
  OPEN
}
