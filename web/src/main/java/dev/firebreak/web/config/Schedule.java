package dev.firebreak.web.config;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.scheduling.support.CronExpression;

/// When a source is harvested again.
public sealed interface Schedule {

  /// So long after the last harvest began.
  record Every(Duration time) implements Schedule {
    /// @throws IllegalArgumentException when it is less than a minute
    public Every {
      if (time.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("schedule must be a minute or more");
      }
    }
  }

  /// At times of the calendar, in UTC.
  record Cron(CronExpression expression) implements Schedule {
    /// @throws IllegalArgumentException when there is no such time
    public Cron {
      if (expression.next(ZonedDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)) == null) {
        throw new IllegalArgumentException("schedule '" + expression + "' never comes round");
      }
    }
  }

  /// Reads a duration (`6h`, `PT6H`) or a cron expression (`0 2 * * *`, with seconds before if
  /// wanted).
  ///
  /// @throws IllegalArgumentException when it is neither; says what it may be
  static Schedule of(String text) {
    String plain = text.strip();
    Matcher brief = Brief.TIME.matcher(plain);
    if (brief.matches()) {
      String unit = brief.group(2).toUpperCase(Locale.ROOT);
      return new Every(
          parsed(
              text, unit.equals("D") ? "P" + brief.group(1) + "D" : "PT" + brief.group(1) + unit));
    }
    if (plain.regionMatches(true, 0, "P", 0, 1)) {
      return new Every(parsed(text, plain));
    }
    try {
      return new Cron(CronExpression.parse(plain.split("\\s+").length == 5 ? "0 " + plain : plain));
    } catch (IllegalArgumentException e) {
      throw e.getMessage() != null && e.getMessage().contains("never comes round")
          ? e
          : neither(text, e);
    }
  }

  private static Duration parsed(String text, String iso) {
    try {
      return Duration.parse(iso);
    } catch (DateTimeParseException e) {
      throw neither(text, e);
    }
  }

  private static IllegalArgumentException neither(String text, Exception cause) {
    return new IllegalArgumentException(
        "schedule '%s' is neither a duration such as 6h or PT6H nor a cron expression such as '0 2 * * *' (minute, hour, day, month, day of the week; in UTC)"
            .formatted(text),
        cause);
  }

  /// The next time after `last`; empty when the calendar has no other.
  default Optional<Instant> next(Instant last) {
    return switch (this) {
      case Every(Duration time) -> Optional.of(last.plus(time));
      case Cron(CronExpression expression) ->
          Optional.ofNullable(expression.next(last.atZone(ZoneOffset.UTC)))
              .map(ZonedDateTime::toInstant);
    };
  }

  /// How a duration may be abbreviated.
  final class Brief {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([smhdSMHD])");

    private Brief() {}
  }
}
