package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Seasonal;
import dev.firebreak.analytics.unused.UseVerdict.TooNew;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.analytics.unused.UseVerdict.Used;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Verdicts on use in words. Days are those of UTC.
public final class UseWording {

  private UseWording() {}

  /// Why the verdict is what it is, in a phrase: `no use seen in 400 days`.
  public static String reason(UseVerdict verdict) {
    return switch (verdict) {
      case Used(Instant lastUsed, long count) ->
          "last used " + day(lastUsed) + (count > 1 ? ", %,d times counted".formatted(count) : "");
      case Unused(long days, Period _, @Nullable Instant lastUsed) ->
          (lastUsed == null ? "no use seen in " : "not used for ") + Wording.days(days);
      case Seasonal(Season season, Instant lastUsed) ->
          "used %s, came back %d times, last %s; next expected %s"
              .formatted(
                  season.recurs().words(),
                  season.recurrences(),
                  day(lastUsed),
                  between(season.next()));
      case TooNew(Instant grantedAt, Instant judgedFrom) ->
          "granted only %s and not used yet; judged from %s"
              .formatted(day(grantedAt), day(judgedFrom));
      case Unknown(UseVerdict.Reason reason) ->
          switch (reason) {
            case NO_FEED -> "no usage feed tells";
            case WINDOW_NOT_COVERED -> "the usage feed does not cover the whole window up to now";
            case GRANT_AGE_UNKNOWN -> "nobody says when the grant began";
          };
    };
  }

  /// What the verdict rests on, as a sentence: window, coverage, age and probability.
  public static String basis(UseFacts facts, Optional<StillUsed> stillUsed) {
    List<String> parts = new ArrayList<>();
    parts.add("Judged by the %s %s".formatted(Wording.days(facts.windowDays()), upTo(facts)));
    parts.add(coverage(facts));
    parts.add(age(facts));
    parts.add(probability(stillUsed));
    return String.join("; ", parts) + ".";
  }

  private static String upTo(UseFacts facts) {
    return "to " + day(facts.window().to());
  }

  /// `the usage feed from files covers 2025-11-22 to 2026-11-22`.
  public static String coverage(UseFacts facts) {
    Period covered = facts.covered();
    return covered == null
        ? "no usage feed covers it"
        : "the usage feed from %s covers %s"
            .formatted(String.join(" and ", facts.feeds()), between(covered));
  }

  /// `granted 2024-12-02, 720 days ago`.
  public static String age(UseFacts facts) {
    OptionalLong age = facts.grantAgeDays();
    Since granted = facts.granted();
    return granted == null || age.isEmpty()
        ? "granted nobody knows when"
        : (granted.exact()
                ? "granted %s, %s ago"
                : "granted nobody knows when, but there by %s, %s ago")
            .formatted(day(granted.at()), Wording.days(age.getAsLong()));
  }

  /// `still in use with a probability of 3%, by its own rhythm and that of 214 holders of it`.
  public static String probability(Optional<StillUsed> stillUsed) {
    return stillUsed
        .map(still ->
            "still in use with a probability of %s, by %s of %,d %s"
                .formatted(
                    still.percent(),
                    still.ownRhythm() ? "its own rhythm and that" : "its last use and the rhythm",
                    still.peers(),
                    switch (still.basis()) {
                      case ENTITLEMENT -> "holders of the same";
                      case SOURCE -> "grants of its source";
                    }))
        .orElse(
            "how probable its use still is cannot be told, the rhythm of its peers is not known");
  }

  private static String between(Period period) {
    return day(period.from()) + " to " + day(period.to());
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
