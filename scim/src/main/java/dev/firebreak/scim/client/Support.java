package dev.firebreak.scim.client;

import java.util.Optional;

/// Whether a service provider says that it can do something.
public enum Support {
  YES,
  NO,
  /// It does not say.
  UNKNOWN;

  static Support of(Optional<Boolean> claim) {
    return claim.map(supported -> supported ? YES : NO).orElse(UNKNOWN);
  }
}
