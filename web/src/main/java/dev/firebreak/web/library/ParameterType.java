package dev.firebreak.web.library;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// What the value of a parameter is.
public enum ParameterType {
  /// Any text.
  STRING("a text"),
  /// A whole number or one with decimals.
  NUMBER("a number, such as 30 or 0.5"),
  /// True or false.
  BOOLEAN("true or false"),
  /// A day or a time, in UTC where it names no zone.
  INSTANT("a day or a time, such as 2026-11-01 or 2026-11-01T06:00:00Z"),
  /// Texts, one a line.
  LIST("texts, one a line");

  private static final int LONGEST = 10_000;

  private final String words;

  ParameterType(String words) {
    this.words = words;
  }

  /// What it is, in words.
  public String words() {
    return words;
  }

  /// As files and the API write it: `string`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value that a text stands for, as the database takes it.
  ///
  /// @throws IllegalArgumentException if the text is no such value
  public Object value(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("longer than %,d characters".formatted(LONGEST));
    }
    return switch (this) {
      case STRING -> text;
      case NUMBER -> number(text.strip());
      case BOOLEAN ->
          switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
          };
      case INSTANT -> instant(text.strip()).atZone(ZoneOffset.UTC);
      case LIST -> text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    };
  }

  private static Object number(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return Long.parseLong(text);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number) || !text.matches("[-+.0-9eE]+")) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static Instant instant(String text) {
    try {
      return text.length() == "2026-11-01".length()
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
