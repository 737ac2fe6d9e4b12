package dev.firebreak.web.view;

import dev.firebreak.analytics.attribution.Attribution;
import dev.firebreak.analytics.attribution.AttributionStory;
import dev.firebreak.analytics.attribution.Measure;
import dev.firebreak.analytics.attribution.RunComparison;
import dev.firebreak.analytics.attribution.RunComparison.Effect;
import dev.firebreak.analytics.attribution.RunComparison.Effects;
import dev.firebreak.analytics.attribution.RunComparisons;
import dev.firebreak.analytics.attribution.RunComparisons.Between;
import dev.firebreak.analytics.attribution.Shares;
import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the last analysis saw that an earlier one did not, and why, as screens show it.
@Component
public final class ReachChanges {

  private static final int LISTED = 6;

  private final RunComparisons comparisons;
  private volatile @Nullable Summary kept;

  ReachChanges(RunComparisons comparisons) {
    this.comparisons = comparisons;
  }

  /// What came of one cause, or of several that act together.
  ///
  /// @param clause what happened
  /// @param identities how many identities' reach it changed
  /// @param resources what it added to the resources of all of them: `+328`
  /// @param weighted the same of their weight
  /// @param most the identity that it changed most
  /// @param mostBefore the resources of that one before
  /// @param mostAfter and after
  public record EffectLine(
      String clause,
      int identities,
      String resources,
      String weighted,
      NodeRef most,
      long mostBefore,
      long mostAfter) {}

  /// What changed for everybody.
  ///
  /// @param from the analysis before
  /// @param to the last
  /// @param unknown why nothing can be said, a sentence; null if something can
  /// @param wider how many identities reach more, by count, else by weight, else by crown jewels
  /// @param narrower how many reach less
  /// @param lines the largest effects first
  /// @param further how many effects are not listed
  /// @param left how many identities' changes were not divided among causes
  public record Summary(
      AnalysisRun from,
      AnalysisRun to,
      @Nullable String unknown,
      int wider,
      int narrower,
      List<EffectLine> lines,
      int further,
      int left) {}

  /// What changed for one identity.
  ///
  /// @param run the id of the analysis that is compared with
  /// @param at when that was
  /// @param sentence what changed and why, or why nobody can tell
  /// @param known whether it can be told
  /// @param parts each cause with its part; none unless there are several
  public record OfIdentity(
      String run, Instant at, String sentence, boolean known, List<Part> parts) {}

  /// One cause's part.
  ///
  /// @param clause what happened
  /// @param resources its share of the change, `+164`; empty where it could not be divided
  /// @param weighted its share of the change of weight; empty likewise
  /// @param undone what would be reached less if it alone were undone: `28`
  public record Part(String clause, String resources, String weighted, long undone) {}

  /// The change from an analysis to the last one.
  ///
  /// @param earlier the id of that analysis
  public Optional<Summary> since(String earlier) {
    return switch (comparisons.between(earlier, null)) {
      case Between.NoSuchRun _ -> Optional.empty();
      case Between.Unknown(AnalysisRun from, AnalysisRun to, String why) ->
          Optional.of(new Summary(from, to, why, 0, 0, List.of(), 0, 0));
      case Between.Known known -> Optional.of(summary(known));
    };
  }

  /// How many identities reached each of some nodes at an analysis, by key; a node that was not
  /// there is absent. Empty where the state of that analysis, or of the last, is not known.
  ///
  /// @param earlier the id of that analysis
  public Optional<Map<String, Integer>> exposedAt(String earlier, Collection<String> keys) {
    if (!(comparisons.between(earlier, null) instanceof Between.Known known)) {
      return Optional.empty();
    }
    GraphSnapshot before = known.comparison().diff().before();
    Map<String, Integer> exposed = new HashMap<>();
    for (String key : keys) {
      before.find(key).ifPresent(node -> exposed.put(key, Exposure.of(before, node, 0).count()));
    }
    return Optional.of(exposed);
  }

  private Summary summary(Between.Known known) {
    Summary last = kept;
    if (last == null || !last.from().equals(known.from()) || !last.to().equals(known.to())) {
      last = worked(known);
      kept = last;
    }
    return last;
  }

  private static Summary worked(Between.Known known) {
    RunComparison comparison = known.comparison();
    Effects effects = comparison.effects();
    AttributionStory story = new AttributionStory(comparison.diff().after());
    List<RunComparison.Changed> changed = comparison.changed();
    int wider = (int) changed.stream().filter(one -> direction(one) > 0).count();
    return new Summary(
        known.from(),
        known.to(),
        null,
        wider,
        changed.size() - wider,
        effects.effects().stream()
            .limit(LISTED)
            .map(effect -> line(comparison, story, effect))
            .toList(),
        Math.max(0, effects.effects().size() - LISTED),
        changed.size() - effects.identities());
  }

  /// By the first measure that changed.
  private static long direction(RunComparison.Changed one) {
    for (Measure measure : Measure.values()) {
      long change = measure.of(one.change());
      if (change != 0) {
        return change;
      }
    }
    return 0;
  }

  private static EffectLine line(RunComparison comparison, AttributionStory story, Effect effect) {
    GraphSnapshot after = comparison.diff().after();
    Attribution most = effect.most();
    return new EffectLine(
        story.clause(effect.causes()),
        effect.identities(),
        effect.total().count().signed(),
        effect.total().weighted().signed(),
        NodeRef.of(after, most.key(), NodeKind.IDENTITY, most.name()),
        most.before().count(),
        most.after().count());
  }

  /// The change of one identity between the last two analyses; empty below two of them, or if
  /// neither knows the identity.
  public Optional<OfIdentity> of(String key) {
    return switch (comparisons.between(null, null)) {
      case Between.NoSuchRun _ -> Optional.empty();
      case Between.Unknown(AnalysisRun from, AnalysisRun _, String why) ->
          Optional.of(new OfIdentity(from.id(), from.at(), why, false, List.of()));
      case Between.Known known ->
          known.comparison().of(key).map(attribution -> told(known, attribution));
    };
  }

  private static OfIdentity told(Between.Known known, Attribution attribution) {
    AttributionStory story = new AttributionStory(known.comparison().diff().after());
    boolean same = attribution.change().isZero();
    List<Part> parts =
        same || attribution.contributions().size() < 2
            ? List.of()
            : attribution.contributions().stream().map(part -> part(story, part)).toList();
    return new OfIdentity(
        known.from().id(),
        known.from().at(),
        same ? "Reaches as much as at analysis " + known.from().id() + "." : story.of(attribution),
        true,
        parts);
  }

  private static Part part(AttributionStory story, Attribution.Contribution part) {
    Shares share = part.share();
    return new Part(
        story.clause(part),
        share == null ? "" : share.count().signed(),
        share == null ? "" : share.weighted().signed(),
        part.undone().count());
  }
}
