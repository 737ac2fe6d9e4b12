package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Combinations that do not hold yet and will, once grants begin that are already made. A
/// combination can only begin where the validity of an edge does, so the rules are evaluated again
/// at each such instant, and only if a graph in which all of those edges hold at once has any hit
/// that the graph of now has not.
public final class UpcomingCombinations {

  /// How far ahead an analysis looks.
  public static final Duration LOOK_AHEAD = Duration.ofDays(30);

  private UpcomingCombinations() {}

  /// What will begin.
  ///
  /// @param now the findings of [ToxicCombinations#find] on the same snapshot
  /// @param ahead how far to look
  public static List<Finding> find(
      GraphSnapshot snapshot, SodRules rules, List<Finding> now, Duration ahead) {
    Instant last = snapshot.asOf().plus(ahead);
    TreeSet<Instant> starts = new TreeSet<>();
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      Instant from = snapshot.validFrom(e);
      if (from != null
          && snapshot.edgeKind(e).walkable()
          && from.isAfter(snapshot.asOf())
          && !from.isAfter(last)) {
        starts.add(from);
      }
    }
    if (starts.isEmpty() || rules.rules().isEmpty() || !couldAnyBegin(snapshot, rules, last)) {
      return List.of();
    }
    Set<FindingKey> open = now.stream().map(Finding::key).collect(Collectors.toSet());
    Map<FindingKey, Finding> upcoming = new LinkedHashMap<>();
    for (Instant start : starts) {
      for (Finding finding : ToxicCombinations.find(snapshot.at(start), rules, snapshot.asOf())) {
        if (!open.contains(finding.key())) {
          upcoming.putIfAbsent(finding.key(), finding);
        }
      }
    }
    return List.copyOf(upcoming.values());
  }

  /// Whether anybody matches a rule if everything that will begin does so at once and nothing ends.
  private static boolean couldAnyBegin(GraphSnapshot snapshot, SodRules rules, Instant last) {
    GraphSnapshot.Builder all = GraphSnapshot.builder(snapshot.asOf());
    for (int node = 0; node < snapshot.nodeCount(); node++) {
      all.add(snapshot.node(node));
    }
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      Instant from = snapshot.validFrom(e);
      Instant to = snapshot.validTo(e);
      boolean over = to != null && !to.isAfter(snapshot.asOf());
      boolean later = from != null && from.isAfter(last);
      if (!over && !later) {
        all.add(Edge.of(snapshot.edgeKind(e), snapshot.from(e), snapshot.to(e)));
      }
    }
    return !MatchingNodes.of(all.build(), rules).equals(MatchingNodes.of(snapshot, rules));
  }
}
