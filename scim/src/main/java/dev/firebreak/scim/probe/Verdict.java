package dev.firebreak.scim.probe;

/// What a measurement came to.
public enum Verdict {
  /// It was seen to work.
  YES,
  /// It was seen not to.
  NO,
  /// It could not be told, or was not asked. Never to be taken for a no.
  UNKNOWN
}
