package dev.firebreak.scim.filter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One scalar compared with one filter value. Values of different JSON types are never equal, and
/// only equality relates them.
final class Comparison {
  private Comparison() {}

  static boolean holds(Op op, JsonNode actual, JsonNode wanted, boolean caseExact) {
    if (actual.isString() && wanted.isString()) {
      String left = caseExact ? actual.stringValue() : fold(actual.stringValue());
      String right = caseExact ? wanted.stringValue() : fold(wanted.stringValue());
      return switch (op) {
        case CO -> left.contains(right);
        case SW -> left.startsWith(right);
        case EW -> left.endsWith(right);
        case EQ, NE, GT, GE, LT, LE ->
            ordered(op, caseExact ? left.compareTo(right) : order(left, right));
      };
    }
    if (actual.isNumber() && wanted.isNumber()) {
      return ordered(op, actual.decimalValue().compareTo(wanted.decimalValue()));
    }
    return switch (op) {
      case EQ -> actual.equals(wanted);
      case NE -> !actual.equals(wanted);
      case CO, SW, EW, GT, GE, LT, LE -> false;
    };
  }

  /// The same for any two values that `eq` finds equal, whatever the attribute.
  static Object likeness(JsonNode value) {
    if (value.isString()) {
      String text = fold(value.stringValue());
      return instant(text).<Object>map(at -> at).orElse(text);
    }
    return value.isNumber() ? value.decimalValue().stripTrailingZeros() : value;
  }

  private static boolean ordered(Op op, int order) {
    return switch (op) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case CO, SW, EW -> false;
    };
  }

  /// Two points in time by time, whatever their offsets; other strings by their characters.
  private static int order(String left, String right) {
    return instant(left)
        .flatMap(earlier -> instant(right).map(earlier::compareTo))
        .orElseGet(() -> left.compareTo(right));
  }

  private static Optional<Instant> instant(String text) {
    if (text.length() < 16 || !Character.isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
