package dev.firebreak.web.view;

import dev.firebreak.analytics.run.AnalysisRun;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which analysis the last one is compared with, and which others it could be. Days are in UTC.
///
/// @param run the earlier analysis; null while there is only one
/// @param words since when that is, inside a sentence: `since yesterday`
/// @param choices the last analysis of each earlier day and the one before the last, newest first
public record Baseline(@Nullable AnalysisRun run, String words, List<Choice> choices) {

  private static final int DAYS = 14;
  private static final DateTimeFormatter WEEKDAY = format("EEEE");
  private static final DateTimeFormatter DATE = format("d MMM");

  /// An analysis to compare with.
  ///
  /// @param words since when that is
  public record Choice(String run, Instant at, String words) {}

  /// The one that is asked for; otherwise the last of an earlier day, so that a day's work is seen
  /// whole; on the first day the one before the last.
  ///
  /// @param runs oldest first
  /// @param wanted the id of an analysis; null for whatever is usual
  /// @throws NotUnderstood if there is no such analysis before the last
  static Baseline of(List<AnalysisRun> runs, @Nullable String wanted, Instant now) {
    if (runs.size() < 2) {
      if (wanted != null) {
        throw unknown(wanted);
      }
      return new Baseline(null, "since the analysis before", List.of());
    }
    AnalysisRun last = runs.getLast();
    AnalysisRun before = runs.get(runs.size() - 2);
    TreeMap<LocalDate, AnalysisRun> ofDay = lastOfEachDay(runs.subList(0, runs.size() - 1));
    ofDay.remove(day(last.at()));
    List<AnalysisRun> offered = new ArrayList<>();
    if (!ofDay.containsValue(before)) {
      offered.add(before);
    }
    ofDay.descendingMap().values().stream().limit(DAYS).forEach(offered::add);
    AnalysisRun chosen =
        wanted == null
            ? ofDay.isEmpty() ? before : ofDay.lastEntry().getValue()
            : runs.subList(0, runs.size() - 1).stream()
                .filter(run -> run.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(wanted));
    return new Baseline(
        chosen,
        words(chosen, before, ofDay, now),
        offered.stream()
            .map(run -> new Choice(run.id(), run.at(), words(run, before, ofDay, now)))
            .toList());
  }

  /// The last analysis of each day.
  static TreeMap<LocalDate, AnalysisRun> lastOfEachDay(List<AnalysisRun> runs) {
    TreeMap<LocalDate, AnalysisRun> ofDay = new TreeMap<>();
    runs.forEach(run -> ofDay.put(day(run.at()), run));
    return ofDay;
  }

  private static String words(
      AnalysisRun run, AnalysisRun before, TreeMap<LocalDate, AnalysisRun> ofDay, Instant now) {
    if (!ofDay.containsValue(run)) {
      return run.id().equals(before.id())
          ? "since the analysis before"
          : "since analysis " + run.id();
    }
    long days = day(now).toEpochDay() - day(run.at()).toEpochDay();
    if (days == 1) {
      return "since yesterday";
    }
    return "since " + (days < 7 ? WEEKDAY : DATE).format(run.at());
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static NotUnderstood unknown(String wanted) {
    return new NotUnderstood(
        "since must be the number of an analysis before the last one; there is no such analysis %s."
            .formatted(wanted));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
