package dev.firebreak.web.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Times as screens write them, all in UTC.
@Component("times")
public final class Times {

  private static final DateTimeFormatter STAMP = format("d MMM HH:mm");
  private static final DateTimeFormatter YEAR_STAMP = format("d MMM uuuu HH:mm");
  private static final DateTimeFormatter DATE = format("uuuu-MM-dd");
  private static final DateTimeFormatter EXACT = format("uuuu-MM-dd HH:mm:ss 'UTC'");
  private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
  private static final DateTimeFormatter LONG = format("EEEE d MMMM uuuu");

  private final Clock clock;

  Times(Clock clock) {
    this.clock = clock;
  }

  /// For tables: `19 Nov 06:12`, with the year when it is another one.
  public String stamp(Instant time) {
    boolean thisYear = year(time) == year(clock.instant());
    return (thisYear ? STAMP : YEAR_STAMP).format(time);
  }

  /// For what an auditor compares: `2026-11-19`.
  public String date(Instant time) {
    return DATE.format(time);
  }

  /// To the second, with its zone.
  public String exact(Instant time) {
    return EXACT.format(time);
  }

  /// Only the time of day: `06:24:07`.
  public String clock(Instant time) {
    return CLOCK.format(time);
  }

  /// Today in words: `Thursday 19 November 2026`.
  public String today() {
    return LONG.format(clock.instant());
  }

  /// How long ago, in its largest unit: `3 min`, `5 h`, `214 d`; `now` below a minute.
  public String age(Instant time) {
    Duration age = Duration.between(time, clock.instant());
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min" : "now";
  }

  /// The machine-readable form.
  public String machine(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  private static int year(Instant time) {
    return time.atZone(ZoneOffset.UTC).getYear();
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
