package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which change opened or closed a finding. Asked are the changes on its own paths; each is undone
/// alone and the rule is asked again, over the whole graph: "undoing this alone closes it" is what
/// the rule itself says.
///
/// @param causes the changes on the finding's paths, those that decide it first
/// @param otherwise why none of them explains it; null if one does
public record FindingCauses(List<Judged> causes, @Nullable String otherwise) {

  public FindingCauses {
    causes = List.copyOf(causes);
  }

  /// A change on a finding's path.
  ///
  /// @param alone for one that opened: it would not hold without this change; for one that closed:
  ///   this change is enough to close it
  public record Judged(Cause cause, boolean alone) {}

  /// Why a finding holds in the later state that did not in the earlier.
  ///
  /// @param finding as it is in the later state
  /// @param rule what finds such findings in a state of the graph
  public static FindingCauses opened(
      GraphDiff diff, Finding finding, Function<GraphSnapshot, List<Finding>> rule) {
    return judge(diff, diff.before(), diff.after(), finding, true, rule);
  }

  /// Why a finding that held in the earlier state does not in the later.
  ///
  /// @param finding as it was in the earlier state
  /// @param rule what finds such findings in a state of the graph
  public static FindingCauses resolved(
      GraphDiff diff, Finding finding, Function<GraphSnapshot, List<Finding>> rule) {
    return judge(diff, diff.after(), diff.before(), finding, false, rule);
  }

  private static FindingCauses judge(
      GraphDiff diff,
      GraphSnapshot without,
      GraphSnapshot with,
      Finding finding,
      boolean opened,
      Function<GraphSnapshot, List<Finding>> rule) {
    if (!holds(rule, with, finding.key())) {
      return new FindingCauses(
          List.of(),
          "By the rules of today it does not hold in the state of that run: the rules were others.");
    }
    if (holds(rule, without, finding.key())) {
      return new FindingCauses(
          List.of(),
          "By the rules of today it holds before and after: no change of access made the"
              + " difference, the rules did.");
    }
    List<Judged> judged = new ArrayList<>();
    for (Cause cause : onPaths(diff, finding, opened)) {
      judged.add(new Judged(cause, !holds(rule, undone(with, cause), finding.key())));
    }
    judged.sort((one, other) -> Boolean.compare(other.alone(), one.alone()));
    String otherwise = null;
    if (judged.isEmpty()) {
      otherwise = "No change lies on its path: it depends on something else that changed.";
    } else if (judged.stream().noneMatch(Judged::alone)) {
      otherwise = "Each change on its path leaves another way: only several together decide it.";
    }
    return new FindingCauses(judged, otherwise);
  }

  private static boolean holds(
      Function<GraphSnapshot, List<Finding>> rule, GraphSnapshot state, FindingKey key) {
    return rule.apply(state).stream()
        .anyMatch(finding -> finding.open() && finding.key().equals(key));
  }

  /// The changes on the paths of a finding that make (or ended) them.
  private static List<Cause> onPaths(GraphDiff diff, Finding finding, boolean given) {
    record Step(EdgeKind kind, String from, String to) {}
    Set<Step> steps = new HashSet<>();
    Set<String> stops = new HashSet<>();
    for (AccessPath path : finding.because()) {
      path.hops().forEach(hop -> steps.add(new Step(hop.kind(), hop.from(), hop.to())));
      path.stops().forEach(stop -> stops.add(stop.key()));
    }
    return diff.causes().stream()
        .filter(cause ->
            switch (cause) {
              case Cause.Fact fact ->
                  fact.turn().gives() == given
                      && steps.contains(new Step(fact.kind(), fact.from().key(), fact.to().key()));
              case Cause.Activity activity ->
                  activity.usable() == given && stops.contains(activity.account().key());
              case Cause.Sensitivity _, Cause.CrownJewel _ -> false;
            })
        .toList();
  }

  private static GraphSnapshot undone(GraphSnapshot state, Cause cause) {
    return switch (cause) {
      case Cause.Fact fact ->
          state.without(
              state.find(
                  fact.kind(),
                  state.find(fact.from().key()).orElseThrow(),
                  state.find(fact.to().key()).orElseThrow()));
      case Cause.Activity activity ->
          state.withInactive(state.find(activity.account().key()).orElseThrow());
      case Cause.Sensitivity _, Cause.CrownJewel _ -> state;
    };
  }
}
