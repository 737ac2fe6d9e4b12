package dev.firebreak.benchmarks.sod;

import dev.firebreak.analytics.reach.Adjacency;
import java.util.BitSet;
import java.util.List;

/// The plain way: the reach of one identity after the other by breadth-first search over the rows,
/// what functions that gives, then every rule.
final class PlainRules {

  private final Adjacency rows;
  private final int[][] does;
  private final List<int[]> rules;
  private final int functions;
  private final int[] seen;
  private final int[] queue;
  private int round;

  PlainRules(Adjacency rows, DrawnRules drawn) {
    this.rows = rows;
    this.rules = drawn.functions();
    this.functions = drawn.entitlements().size();
    this.does = new int[rows.nodeCount()][];
    for (int f = 0; f < functions; f++) {
      for (int node : drawn.entitlements().get(f)) {
        int[] before = does[node] == null ? new int[0] : does[node];
        int[] after = java.util.Arrays.copyOf(before, before.length + 1);
        after[before.length] = f;
        does[node] = after;
      }
    }
    this.seen = new int[rows.nodeCount()];
    this.queue = new int[rows.nodeCount()];
  }

  /// The rules that an identity matches.
  BitSet of(int identity) {
    round++;
    BitSet held = new BitSet(functions);
    int size = 0;
    queue[size++] = identity;
    seen[identity] = round;
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      if (does[node] != null) {
        for (int function : does[node]) {
          held.set(function);
        }
      }
      for (int at = rows.first(node); at < rows.end(node); at++) {
        int to = rows.target(at);
        if (seen[to] != round) {
          seen[to] = round;
          queue[size++] = to;
        }
      }
    }
    BitSet hits = new BitSet(rules.size());
    for (int r = 0; r < rules.size(); r++) {
      boolean all = true;
      for (int function : rules.get(r)) {
        all &= held.get(function);
      }
      hits.set(r, all);
    }
    return hits;
  }
}
