package dev.firebreak.remediation.run;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/// When changes may be sent: on some days of the week, from one time of day to another.
///
/// @param days the days on which it opens
/// @param from when it opens
/// @param to when it closes; on the next day where that is not after `from`, so that equal times
///   mean a whole day
/// @param zone where the clock hangs
public record ChangeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  private static final int DAYS_AHEAD = 8;

  public ChangeWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("change-window has no days");
    }
  }

  /// Whether changes may be sent at this moment.
  public boolean isOpen(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    return holds(local, local) || holds(local.minusDays(1), local);
  }

  private boolean holds(ZonedDateTime day, ZonedDateTime moment) {
    return days.contains(day.getDayOfWeek())
        && !moment.isBefore(opening(day))
        && moment.isBefore(closing(day));
  }

  private ZonedDateTime opening(ZonedDateTime day) {
    return day.toLocalDate().atTime(from).atZone(zone);
  }

  private ZonedDateTime closing(ZonedDateTime day) {
    return (to.isAfter(from) ? day : day.plusDays(1)).toLocalDate().atTime(to).atZone(zone);
  }

  /// When it opens next, from a moment at which it is closed.
  public ZonedDateTime nextOpening(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
      ZonedDateTime day = local.plusDays(ahead);
      ZonedDateTime opening = opening(day);
      if (days.contains(day.getDayOfWeek()) && opening.isAfter(local)) {
        return opening;
      }
    }
    throw new IllegalStateException("within eight days every day of the week begins");
  }

  /// Why nothing may be sent at this moment.
  Optional<String> refusal(Instant at) {
    return isOpen(at)
        ? Optional.empty()
        : Optional.of(
            "It is outside of the change window (%s to %s, %s). It opens next at %s; start then, or widen remediation.change-window."
                .formatted(from, to, zone, nextOpening(at).toOffsetDateTime()));
  }
}
