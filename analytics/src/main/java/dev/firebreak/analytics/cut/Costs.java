package dev.firebreak.analytics.cut;

/// What cutting costs, for [MinimumCut].
interface Costs {

  /// The cost of an edge that cannot be cut.
  long UNCUTTABLE = 1L << 61;

  /// What cutting a reach edge costs, by index: more than 0, or [#UNCUTTABLE]. All edges of one
  /// change cost the same.
  long of(int edge);

  /// A number that edges share exactly if one change takes them all.
  int change(int edge);

  /// Whether a reach edge is there at all; one that was cut before is not.
  default boolean isThere(int edge) {
    return true;
  }
}
