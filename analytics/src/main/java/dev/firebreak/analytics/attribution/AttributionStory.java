package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.Attribution.Contribution;
import dev.firebreak.analytics.attribution.Attribution.Method;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An attribution in a sentence: `Ann reaches 340 resources instead of 12, because the group A was
/// nested into the group B (first seen by the harvest of Directory, 3 Nov 2026 10:00 UTC).`
public final class AttributionStory {

  /// So many causes are named.
  private static final int NAMED = 3;

  private final GraphSnapshot names;

  /// @param names where sources have their names
  public AttributionStory(GraphSnapshot names) {
    this.names = names;
  }

  /// The whole sentence.
  public String of(Attribution attribution) {
    Measure measure = measure(attribution);
    return "%s %s%s."
        .formatted(attribution.name(), change(attribution, measure), because(attribution, measure));
  }

  /// The measure that a story is told by: the first that changed.
  public static Measure measure(Attribution attribution) {
    for (Measure measure : Measure.values()) {
      if (measure.of(attribution.change()) != 0) {
        return measure;
      }
    }
    return Measure.COUNT;
  }

  private static String change(Attribution attribution, Measure measure) {
    long before = measure.of(attribution.before());
    long after = measure.of(attribution.after());
    if (before == after) {
      return "reaches as much as before";
    }
    String was = String.format(Locale.ENGLISH, "%,d", before);
    String is = String.format(Locale.ENGLISH, "%,d", after);
    return switch (measure) {
      case COUNT ->
          "reaches %s %s instead of %s".formatted(is, after == 1 ? "resource" : "resources", was);
      case WEIGHTED ->
          "reaches as many resources as before, of a weight of %s instead of %s".formatted(is, was);
      case CROWN_JEWELS ->
          "reaches %s %s instead of %s"
              .formatted(is, after == 1 ? "crown jewel" : "crown jewels", was);
    };
  }

  private String because(Attribution attribution, Measure measure) {
    List<Contribution> parts =
        attribution.contributions().stream().filter(part -> matters(part, measure)).toList();
    if (parts.isEmpty()) {
      return "";
    }
    if (attribution.method() == Method.ALONE_AND_UNDONE) {
      return ", by %d changes that bear on each other too closely to divide; undone alone, most would change: %s"
          .formatted(parts.size(), clause(parts.getFirst()));
    }
    boolean alone = parts.size() == 1;
    String named =
        parts.stream()
            .limit(NAMED)
            .map(part -> (alone ? "" : amount(part, measure) + " ") + clause(part))
            .collect(Collectors.joining("; "));
    int more = parts.size() - NAMED;
    return (alone ? ", because " : ", because: ")
        + named
        + (more > 0 ? "; and " + more + " smaller " + (more == 1 ? "cause" : "causes") : "");
  }

  private static boolean matters(Contribution part, Measure measure) {
    Shares share = part.share();
    return share == null
        ? measure.of(part.undone()) != 0 || measure.of(part.alone()) != 0
        : measure.of(share).units() != 0;
  }

  private static String amount(Contribution part, Measure measure) {
    Shares share = part.share();
    return share == null ? "" : measure.of(share).signed();
  }

  /// The causes of one contribution, with what is known of them: `A was nested into B and C was
  /// granted D, together`.
  public String clause(Contribution part) {
    return clause(part.causes());
  }

  /// The same for causes that act together.
  public String clause(List<Cause> causes) {
    String clauses =
        causes.stream().limit(NAMED).map(this::clause).collect(Collectors.joining(" and "));
    int more = causes.size() - NAMED;
    return clauses
        + (more > 0 ? " and " + more + " more" : "")
        + (causes.size() > 1 ? ", only together" : "");
  }

  /// One cause, with what is known of it.
  public String clause(Cause cause) {
    return cause.words() + CauseWording.evidence(cause, id -> Wording.source(names, id));
  }
}
