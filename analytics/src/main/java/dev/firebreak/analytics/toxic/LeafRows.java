package dev.firebreak.analytics.toxic;

import java.util.Arrays;

/// Which leaves nodes reach, as rows of bits, and what else it takes to say who is to blame.
interface LeafRows {

  /// How many words a row has.
  int width();

  /// One node of each set of nodes that reach each other and are to be judged.
  int[] representatives();

  /// The nodes that reach each other and `node`, itself among them.
  int[] cycle(int node);

  /// Whether two nodes reach each other.
  boolean together(int one, int other);

  /// The nodes that an edge of reach leads to from `node`.
  int[] successors(int node);

  /// Adds the row of a node to what is in `bits` from `at`.
  ///
  /// @return whether the row has any bit
  boolean add(int node, long[] bits, int at);

  /// Whether a node holds all functions of a rule.
  ///
  /// @param room a row to work in
  default boolean hits(int node, RuleCase rule, long[] room) {
    Arrays.fill(room, 0);
    return add(node, room, 0) && rule.in(room, 0);
  }
}
