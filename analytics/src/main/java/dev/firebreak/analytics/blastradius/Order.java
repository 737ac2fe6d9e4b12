package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// The sources in an order in which equal signatures stand together and similar ones share as long
/// a beginning as possible: first by the first class, then by the classes that follow.
final class Order {

  private final Signatures signatures;
  private final int[] sources;
  private final int[] places;
  private final int bits;

  private Order(Signatures signatures, int[] sources, int[] places, int classes) {
    this.signatures = signatures;
    this.sources = sources;
    this.places = places;
    this.bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(classes));
  }

  /// Groups the sources by their first class; sources that reach nothing are left out.
  static Order of(Signatures signatures, int classes) {
    int[] places = new int[classes + 2];
    for (int source = 0; source < signatures.sources(); source++) {
      if (signatures.length(source) > 0) {
        places[first(signatures, source) + 2]++;
      }
    }
    for (int place = 2; place < places.length; place++) {
      places[place] += places[place - 1];
    }
    int[] sources = new int[places[places.length - 1]];
    for (int source = 0; source < signatures.sources(); source++) {
      if (signatures.length(source) > 0) {
        sources[places[first(signatures, source) + 1]++] = source;
      }
    }
    return new Order(signatures, sources, places, classes);
  }

  private static int first(Signatures signatures, int source) {
    return signatures.row(source)[signatures.start(source)];
  }

  /// How many sources reach anything.
  int size() {
    return sources.length;
  }

  /// The source at a position.
  int source(int position) {
    return sources[position];
  }

  /// Where the group begins that a position belongs to or that follows it: parts that are cut there
  /// share no group.
  int cut(int position) {
    if (position <= 0 || position >= sources.length) {
      return Math.min(sources.length, position);
    }
    int group = Arrays.binarySearch(places, 0, places.length, position);
    if (group >= 0) {
      return position;
    }
    return places[-group - 1];
  }

  /// Sorts the sources of one group, which all have the same first class.
  void sort(int from, int to, long[] keys) {
    int[] pending = {from, to, 1};
    int open = 3;
    while (open > 0) {
      open -= 3;
      int begin = pending[open];
      int end = pending[open + 1];
      int depth = pending[open + 2];
      int places = arrange(begin, end, depth, keys);
      for (int at = begin; at < end; ) {
        long key = keys[at];
        int tie = at + 1;
        while (tie < end && keys[tie] == key) {
          tie++;
        }
        if (tie - at > 1 && (key & (1L << bits) - 1) != 0) {
          pending = open + 3 <= pending.length ? pending : Arrays.copyOf(pending, open * 2 + 3);
          pending[open++] = at;
          pending[open++] = tie;
          pending[open++] = depth + places;
        }
        at = tie;
      }
    }
  }

  /// Orders a range by as many classes from `depth` on as fit into a key, and leaves those keys.
  ///
  /// @return how many classes those are
  private int arrange(int begin, int end, int depth, long[] keys) {
    int low = 32 - Integer.numberOfLeadingZeros(end - begin);
    int fit = Math.max(1, (63 - low) / bits);
    for (int at = begin; at < end; at++) {
      keys[at] = key(sources[at], depth, fit) << low | (at - begin);
    }
    Arrays.sort(keys, begin, end);
    int[] before = Arrays.copyOfRange(sources, begin, end);
    int mask = (1 << low) - 1;
    for (int at = begin; at < end; at++) {
      sources[at] = before[(int) keys[at] & mask];
      keys[at] >>>= low;
    }
    return fit;
  }

  private long key(int source, int depth, int fit) {
    int[] row = signatures.row(source);
    int start = signatures.start(source);
    int length = signatures.length(source);
    long key = 0;
    for (int i = depth; i < depth + fit; i++) {
      key = key << bits | (i < length ? row[start + i] + 1 : 0);
    }
    return key;
  }
}
