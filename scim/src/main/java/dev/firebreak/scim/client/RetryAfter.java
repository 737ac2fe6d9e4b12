package dev.firebreak.scim.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The `Retry-After` header (RFC 9110 §10.2.3), in seconds or as a date.
final class RetryAfter {
  private RetryAfter() {}

  /// How long from `now`, never negative; null when the text is neither form.
  static @Nullable Duration parse(String text, Instant now) {
    String trimmed = text.strip();
    try {
      if (!trimmed.isEmpty() && trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Duration.ofSeconds(Long.parseLong(trimmed));
      }
      Instant then = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }
}
