package dev.firebreak.scim.patch;

/// Why a patch is refused, by the words of RFC 7644 §3.12, table 9.
public enum ScimType {
  /// The body is no patch message.
  INVALID_SYNTAX("invalidSyntax"),
  /// The path is none, or goes where nothing can be.
  INVALID_PATH("invalidPath"),
  /// The path chooses nothing that could be operated on.
  NO_TARGET("noTarget"),
  /// A value is missing or does not fit its attribute.
  INVALID_VALUE("invalidValue"),
  /// The attribute is read-only, immutable or required.
  MUTABILITY("mutability");

  private final String word;

  ScimType(String word) {
    this.word = word;
  }

  /// The value of `scimType` in an error message.
  public String word() {
    return word;
  }
}
