package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Which nodes hold all functions of which rule, whoever is to blame.
final class MatchingNodes {

  private MatchingNodes() {}

  /// The nodes by rule id and system; rules that nobody matches are absent.
  static Map<String, BitSet> of(GraphSnapshot snapshot, SodRules rules) {
    CompiledRules compiled = new CompiledRules(snapshot, rules);
    LeafReach reach = new LeafReach(ReachGraph.of(snapshot), compiled.leaves());
    Map<String, BitSet> matching = new HashMap<>();
    Lanes lanes = new Lanes(reach);
    for (int from = 0; from < snapshot.nodeCount(); from += 64) {
      int base = from;
      int count = Math.min(64, snapshot.nodeCount() - base);
      if (!lanes.load(count, lane -> base + lane)) {
        continue;
      }
      for (RuleCase rule : compiled.cases()) {
        for (long hits = rule.in(lanes.words()); hits != 0; hits &= hits - 1) {
          matching
              .computeIfAbsent(
                  rule.rule().id() + "|" + rule.detail(), key -> new BitSet(snapshot.nodeCount()))
              .set(base + Long.numberOfTrailingZeros(hits));
        }
      }
    }
    return matching;
  }
}
