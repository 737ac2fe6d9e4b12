package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// Each class beneath the one it leads to that leads to most: a forest, because classes only lead
/// to greater numbers. Whoever visits a tree from its root keeps the marks of what is above and
/// adds little at each step. A class has a place such that its subtree follows it; what lies near
/// in the graph lies near in memory then.
///
/// @param places of each class its place
/// @param numbers of each place its class
/// @param above of each place the one above, -1 for a root
/// @param ends of each place where its subtree ends, exclusive
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Forest(int[] places, int[] numbers, int[] above, int[] ends) {

  static Forest of(Classes classes) {
    int count = classes.count();
    int[] heavy = classes.heavy();
    int[] sizes = new int[count];
    Arrays.fill(sizes, 1);
    for (int number = 0; number < count; number++) {
      if (heavy[number] >= 0) {
        sizes[heavy[number]] += sizes[number];
      }
    }
    int[] places = new int[count];
    int[] numbers = new int[count];
    int[] above = new int[count];
    int[] ends = new int[count];
    int[] next = new int[count];
    int roots = 0;
    for (int number = count - 1; number >= 0; number--) {
      int on = heavy[number];
      int place = on < 0 ? roots : next[on];
      if (on < 0) {
        roots += sizes[number];
      } else {
        next[on] += sizes[number];
      }
      next[number] = place + 1;
      places[number] = place;
      numbers[place] = number;
      above[place] = on < 0 ? -1 : places[on];
      ends[place] = place + sizes[number];
    }
    return new Forest(places, numbers, above, ends);
  }

  /// How many classes there are.
  int count() {
    return places.length;
  }

  /// Of each node its class, in the upper half, and the place of that, in the lower; -1 without.
  ///
  /// @param numbers of each node its class, -1 without
  long[] ranks(int[] numbers) {
    long[] ranks = new long[numbers.length];
    for (int node = 0; node < ranks.length; node++) {
      ranks[node] = numbers[node] < 0 ? -1 : (long) numbers[node] << 32 | places[numbers[node]];
    }
    return ranks;
  }

  /// Whether `root` is `place` or above it.
  boolean covers(int root, int place) {
    return place >= root && place < ends[root];
  }
}
