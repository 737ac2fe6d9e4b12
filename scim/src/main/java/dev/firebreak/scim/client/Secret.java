package dev.firebreak.scim.client;

/// A token or password that prints as `***`.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// Wraps a secret.
  ///
  /// @throws IllegalArgumentException when `value` is blank
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret must not be blank");
    }
    return new Secret(value);
  }

  /// The secret itself: for the request that needs it, and for nothing else.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
