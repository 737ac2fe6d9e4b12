package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which change opened or closed a finding. Asked are the changes on its own paths; each is undone
/// alone and the rule is asked again, over the whole graph: "undoing this alone closes it" is what
/// the rule itself says.
///
/// @param causes the changes on the finding's paths, those that decide it first; where it holds
///   without them by other ways, the changes on those, too
/// @param otherwise why none of them explains it; null if one does
public record FindingCauses(List<Judged> causes, @Nullable String otherwise) {

  private static final int MAX_WAYS = 8;

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
    List<Cause> causes = onAllPaths(diff, with, finding, opened, rule);
    List<Judged> judged = new ArrayList<>();
    for (Cause cause : causes) {
      judged.add(new Judged(cause, !holds(rule, undone(with, List.of(cause)), finding.key())));
    }
    judged.sort((one, other) -> Boolean.compare(other.alone(), one.alone()));
    return new FindingCauses(
        judged,
        otherwise(
            judged,
            opened,
            () -> others(causes).allMatch(rest -> holds(rule, undone(with, rest), finding.key()))));
  }

  /// The causes without one, for each.
  private static Stream<List<Cause>> others(List<Cause> causes) {
    return causes.stream().map(one -> causes.stream().filter(cause -> !cause.equals(one)).toList());
  }

  /// @param any whether each of the changes is enough where all others are undone; asks the rule,
  ///   and only if the answer depends on it
  private static @Nullable String otherwise(
      List<Judged> judged, boolean opened, BooleanSupplier any) {
    if (judged.isEmpty()) {
      return "No change lies on its path: it depends on something else that changed.";
    }
    if (judged.stream().anyMatch(Judged::alone)) {
      return null;
    }
    if (judged.size() > 1 && any.getAsBoolean()) {
      return opened
          ? "Each of these changes is enough to open it: undoing one leaves the other ways."
          : "Each of these ways was enough to hold it: only all of these changes together closed it.";
    }
    return "Each change on its path leaves another way: only several together decide it.";
  }

  /// The changes on the paths of a finding, and where undoing all of them leaves other paths, those
  /// on these, too.
  private static List<Cause> onAllPaths(
      GraphDiff diff,
      GraphSnapshot with,
      Finding finding,
      boolean given,
      Function<GraphSnapshot, List<Finding>> rule) {
    List<Cause> causes = new ArrayList<>(onPaths(diff, finding, given));
    boolean more = !causes.isEmpty();
    for (int round = 0; more && round < MAX_WAYS; round++) {
      List<Cause> next =
          find(rule, undone(with, causes), finding.key())
              .map(left -> onPaths(diff, left, given))
              .orElse(List.of());
      more = causes.addAll(next.stream().filter(cause -> !causes.contains(cause)).toList());
    }
    return causes;
  }

  private static boolean holds(
      Function<GraphSnapshot, List<Finding>> rule, GraphSnapshot state, FindingKey key) {
    return find(rule, state, key).isPresent();
  }

  private static Optional<Finding> find(
      Function<GraphSnapshot, List<Finding>> rule, GraphSnapshot state, FindingKey key) {
    return rule.apply(state).stream()
        .filter(finding -> finding.open() && finding.key().equals(key))
        .findFirst();
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

  private static GraphSnapshot undone(GraphSnapshot state, List<Cause> causes) {
    GraphSnapshot undone = state;
    for (Cause cause : causes) {
      undone = undone(undone, cause);
    }
    return undone;
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
