package dev.firebreak.scim.client;

/// Whether a service provider says that it can do something.
public enum Support {
  YES,
  NO,
  /// It does not say.
  UNKNOWN
}
