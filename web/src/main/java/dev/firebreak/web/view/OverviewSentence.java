package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.web.view.OverviewPages.SeverityLine;
import dev.firebreak.web.view.OverviewPages.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The title of the overview: where the organisation stands, in one or two sentences.
final class OverviewSentence {

  private OverviewSentence() {}

  static String tell(
      List<Harvests.Source> sources,
      Standing standing,
      @Nullable AnalysisRun run,
      @Nullable AnalysisRun before,
      String since,
      List<SeverityLine> severities) {
    if (sources.isEmpty() && standing.identities() == 0) {
      return "Nothing is connected yet.";
    }
    boolean harvested = sources.stream().anyMatch(source -> source.last() != null);
    if (standing.identities() == 0 && !harvested) {
      return "%s named in the configuration, and nothing has been harvested yet."
          .formatted(Counts.of(sources.size(), "source is", "sources are"));
    }
    boolean read = sources.stream().anyMatch(Harvests.Source::complete);
    if (standing.identities() == 0 && !read) {
      return "Nobody is known yet: no source could be read to its end.";
    }
    if (standing.identities() == 0 && run == null) {
      return "Nobody is known yet: no source is authoritative for people, or none of theirs came.";
    }
    if (run == null) {
      return "%s known, and no analysis has looked at them yet."
          .formatted(Counts.of(standing.identities(), "identity is", "identities are"));
    }
    return open(severities) + " " + moved(run, before, since);
  }

  /// How many findings are open, as a sentence.
  static String open(List<SeverityLine> severities) {
    int critical = open(severities, Severity.CRITICAL);
    int high = open(severities, Severity.HIGH);
    int all = severities.stream().mapToInt(SeverityLine::open).sum();
    if (all == 0) {
      return "No finding is open.";
    }
    List<String> parts = new ArrayList<>();
    if (critical > 0) {
      parts.add(critical + " critical");
    }
    if (high > 0) {
      parts.add(high + " high");
    }
    if (parts.isEmpty()) {
      return Counts.of(all, "finding is", "findings are") + " open, none of them critical or high.";
    }
    return String.join(" and ", parts)
        + ((high > 0 ? high : critical) == 1 ? " finding " : " findings ")
        + (critical + high == 1 ? "is open." : "are open.");
  }

  private static String moved(AnalysisRun run, @Nullable AnalysisRun before, String since) {
    if (before == null) {
      return "This is the first analysis.";
    }
    if (run.radiusTotal() != before.radiusTotal() && before.radiusTotal() > 0) {
      double percent = 100.0 * (run.radiusTotal() - before.radiusTotal()) / before.radiusTotal();
      return String.format(
          Locale.ROOT,
          "Exposure %s %s %s.",
          percent > 0 ? "rose" : "fell",
          Math.abs(percent) < 0.1
              ? "by less than 0.1%"
              : String.format(Locale.ROOT, "%.1f%%", Math.abs(percent)),
          since);
    }
    if (run.opened() + run.resolved() > 0) {
      return "The last analysis opened %d and resolved %d.".formatted(run.opened(), run.resolved());
    }
    return "Nothing changed " + since + ".";
  }

  private static int open(List<SeverityLine> severities, Severity severity) {
    return severities.stream()
        .filter(line -> line.severity() == severity)
        .mapToInt(SeverityLine::open)
        .sum();
  }
}
