package dev.firebreak.web.view;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Every source with its last receipt and how its accounts were joined to identities.
@Component
public final class SourcePages {

  private static final int SHOWN = 20;

  private final Harvests harvests;
  private final CurrentGraph current;
  private final RejectedResources rejected;
  private final PerSnapshot<Map<String, Correlation>> correlations;

  SourcePages(Harvests harvests, CurrentGraph current, RejectedResources rejected) {
    this.rejected = rejected;
    this.harvests = harvests;
    this.current = current;
    this.correlations = current.perSnapshot(SourcePages::correlate);
  }

  /// How the accounts of a source were joined to identities.
  ///
  /// @param accounts all accounts of the source
  /// @param byRule how many were joined by each rule
  /// @param joinedToNobody how many belong to no identity
  public record Correlation(int accounts, SortedMap<String, Integer> byRule, int joinedToNobody) {
    static final Correlation NONE = new Correlation(0, new TreeMap<>(), 0);
  }

  /// A source as its page shows it.
  ///
  /// @param rejectedTotal how many of its resources could not be used so far
  /// @param rejected the first of them
  public record SourceView(
      NodeRef node,
      Harvests.Source source,
      Correlation correlation,
      long rejectedTotal,
      List<RejectedResources.Rejected> rejected) {}

  /// Every source, by name.
  public List<SourceView> all() {
    GraphSnapshot snapshot = current.snapshot();
    Map<String, Correlation> joined = correlations.of(snapshot);
    Map<String, Long> waiting = rejected.totals();
    return harvests.all().stream()
        .map(source ->
            new SourceView(
                NodeRef.of(snapshot, source.key(), NodeKind.SOURCE, source.name()),
                source,
                joined.getOrDefault(source.id(), Correlation.NONE),
                waiting.getOrDefault(source.id(), 0L),
                waiting.containsKey(source.id()) ? rejected.of(source.id(), SHOWN) : List.of()))
        .toList();
  }

  private static Map<String, Correlation> correlate(GraphSnapshot snapshot) {
    Map<String, Integer> accounts = new HashMap<>();
    snapshot
        .nodes(NodeKind.ACCOUNT)
        .forEach(i -> accounts.merge(sourceOf(snapshot, i), 1, Integer::sum));
    Map<String, SortedMap<String, Integer>> rules = new HashMap<>();
    Map<String, Set<Integer>> owned = new HashMap<>();
    snapshot
        .edges(EdgeKind.OWNS)
        .forEach(e -> {
          Edge edge = snapshot.edge(e);
          String source = sourceOf(snapshot, edge.to());
          String rule = edge.rule();
          rules
              .computeIfAbsent(source, _ -> new TreeMap<>())
              .merge(rule == null ? "no rule recorded" : rule, 1, Integer::sum);
          owned.computeIfAbsent(source, _ -> new HashSet<>()).add(edge.to());
        });
    Map<String, Correlation> all = new HashMap<>();
    accounts.forEach((source, count) ->
        all.put(
            source,
            new Correlation(
                count,
                rules.getOrDefault(source, new TreeMap<>()),
                count - owned.getOrDefault(source, Set.of()).size())));
    return all;
  }

  private static String sourceOf(GraphSnapshot snapshot, int node) {
    String source = snapshot.source(node);
    return source == null ? "" : source;
  }
}
