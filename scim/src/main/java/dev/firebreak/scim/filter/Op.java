package dev.firebreak.scim.filter;

import java.util.Locale;
import java.util.Optional;

/// The operators that compare an attribute with a value (RFC 7644 §3.4.2.2).
public enum Op {
  /// equal
  EQ,
  /// not equal
  NE,
  /// contains
  CO,
  /// starts with
  SW,
  /// ends with
  EW,
  /// greater than
  GT,
  /// greater than or equal
  GE,
  /// less than
  LT,
  /// less than or equal
  LE;

  /// The operator as it stands in a filter, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The operator that `word` spells in any case.
  public static Optional<Op> of(String word) {
    for (Op op : values()) {
      if (op.name().equalsIgnoreCase(word)) {
        return Optional.of(op);
      }
    }
    return Optional.empty();
  }
}
