package dev.firebreak.web.work;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Schedule;
import dev.firebreak.web.work.BegunHarvests.Begun;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Harvests sources by themselves: first those whose harvest a stop of the server interrupted, then
/// each when its schedule says so. What was missed while the server did not run is made up for
/// once. One look at a time, and nothing while another job runs.
public final class Schedules {

  private static final Logger log = LoggerFactory.getLogger(Schedules.class);

  /// A source whose harvest is interrupted again and again may be why.
  private static final int MOST_RESUMPTIONS = 3;

  record StartedRow(String source, ZonedDateTime startedAt, @Nullable ZonedDateTime inFullAt) {}

  static final Query<None, StartedRow> STARTED =
      Query.read("workflow/harvests-started", None.class, StartedRow.class);

  private final Firebreak firebreak;
  private final Operations operations;
  private final Clock clock;
  private final Instant openedAt;
  private final Map<String, Schedule> schedules = new HashMap<>();
  private final Map<String, Begun> interrupted;
  private final Map<String, Instant> resumed = new ConcurrentHashMap<>();
  private final Map<String, Instant> last = new ConcurrentHashMap<>();
  private final Map<String, Schedule> updates = new HashMap<>();
  private final Map<String, Instant> lastRead = new ConcurrentHashMap<>();

  public Schedules(Firebreak firebreak, Operations operations) {
    this.firebreak = firebreak;
    this.operations = operations;
    this.clock = firebreak.clock();
    this.openedAt = clock.instant();
    for (SourceConfig source : firebreak.sources().all()) {
      String schedule = source.schedule();
      if (schedule != null) {
        schedules.put(source.id(), Schedule.of(schedule));
      }
      String changes = source.updates();
      if (changes != null) {
        updates.put(source.id(), Schedule.of(changes));
      }
    }
    this.interrupted =
        operations.begun().open().stream().collect(Collectors.toMap(Begun::source, begun -> begun));
    remember();
  }

  /// What is planned for a source.
  ///
  /// @param schedule as it is configured; null when it is harvested by hand alone
  /// @param next when it is harvested next by itself; null when it is not
  /// @param updates when what changed is read, as it is configured; null when it is not
  /// @param nextUpdate when that is next; null when it is not
  /// @param interruptedAt when the harvest began that the last stop of the server interrupted; null
  ///   when it interrupted none
  /// @param resumedAt when it was harvested again for that; null while it was not
  public record Plan(
      @Nullable String schedule,
      @Nullable Instant next,
      @Nullable String updates,
      @Nullable Instant nextUpdate,
      @Nullable Instant interruptedAt,
      @Nullable Instant resumedAt) {}

  /// What is planned for each configured source, by id.
  public Map<String, Plan> plans() {
    remember();
    return firebreak.sources().all().stream()
        .collect(
            Collectors.toMap(
                SourceConfig::id,
                source -> {
                  Begun begun = interrupted.get(source.id());
                  return new Plan(
                      source.schedule(),
                      next(source.id()).orElse(null),
                      source.updates(),
                      nextUpdate(source.id()).orElse(null),
                      begun == null ? null : begun.at(),
                      begun == null ? null : resumedAt(begun));
                }));
  }

  /// Starts what is due, if nothing else works.
  public synchronized void look() {
    if (operations.busy()) {
      return;
    }
    Instant now = clock.instant();
    if (!resume(now) && !harvest(now)) {
      update(now);
    }
  }

  private boolean harvest(Instant now) {
    if (due(now, this::next).isEmpty()) {
      return false;
    }
    remember();
    List<SourceConfig> due = due(now, this::next);
    if (due.isEmpty() || !operations.harvestAndAnalyse("Scheduled harvest of " + names(due), due)) {
      return false;
    }
    due.forEach(source -> read(source, now, true));
    return true;
  }

  private void update(Instant now) {
    if (due(now, this::nextUpdate).isEmpty()) {
      return;
    }
    remember();
    List<SourceConfig> due = due(now, this::nextUpdate);
    if (!due.isEmpty()
        && operations.updateAndAnalyse("Scheduled reading of changes of " + names(due), due)) {
      due.forEach(source -> read(source, now, false));
    }
  }

  private void read(SourceConfig source, Instant at, boolean inFull) {
    lastRead.put(source.id(), at);
    if (inFull) {
      last.put(source.id(), at);
    }
  }

  private boolean resume(Instant now) {
    List<SourceConfig> again =
        firebreak.sources().all().stream()
            .filter(source -> interrupted.containsKey(source.id()))
            .filter(source -> !resumed.containsKey(source.id()))
            .filter(source -> again(interrupted.get(source.id())))
            .toList();
    if (again.isEmpty()
        || !operations.harvestAndAnalyse(
            "Harvest of " + names(again) + ", which a stop of the server had interrupted", again)) {
      return false;
    }
    log.info("the harvest of {} was interrupted and is continued", names(again));
    again.forEach(source -> {
      resumed.put(source.id(), now);
      read(source, now, true);
    });
    return true;
  }

  private @Nullable Instant resumedAt(Begun begun) {
    Instant again = resumed.get(begun.source());
    Instant since = last.get(begun.source());
    return again == null && since != null && since.isAfter(begun.at()) ? since : again;
  }

  private static boolean again(@Nullable Begun begun) {
    return begun != null && begun.times() <= MOST_RESUMPTIONS;
  }

  private List<SourceConfig> due(Instant now, Function<String, Optional<Instant>> next) {
    return firebreak.sources().all().stream()
        .filter(source -> next.apply(source.id()).filter(at -> !at.isAfter(now)).isPresent())
        .toList();
  }

  private Optional<Instant> next(String source) {
    return next(schedules.get(source), last.get(source));
  }

  private Optional<Instant> nextUpdate(String source) {
    return next(updates.get(source), lastRead.get(source));
  }

  private Optional<Instant> next(@Nullable Schedule schedule, @Nullable Instant before) {
    if (schedule == null) {
      return Optional.empty();
    }
    if (before != null) {
      return schedule.next(before);
    }
    return switch (schedule) {
      case Schedule.Every _ -> Optional.of(openedAt);
      case Schedule.Cron cron -> cron.next(openedAt);
    };
  }

  /// Harvests that somebody else began count as well.
  private void remember() {
    firebreak
        .graph()
        .ask(STARTED, None.NONE)
        .forEach(row -> {
          later(lastRead, row.source(), row.startedAt());
          if (row.inFullAt() != null) {
            later(last, row.source(), row.inFullAt());
          }
        });
  }

  private static void later(Map<String, Instant> times, String source, ZonedDateTime at) {
    times.merge(source, at.toInstant(), (known, found) -> known.isAfter(found) ? known : found);
  }

  private static String names(List<SourceConfig> sources) {
    return sources.stream().map(SourceConfig::displayName).collect(Collectors.joining(", "));
  }
}
