package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// Each class beneath the one it leads to that leads to most: a forest, because classes only lead
/// to greater numbers. Whoever visits a tree from its root keeps the marks of what is above and
/// adds little at each step. A class has a place such that its subtree follows it.
final class Forest {

  private final int[] above;
  private final int[] size;
  private final int[] place;

  private Forest(int[] above, int[] size, int[] place) {
    this.above = above;
    this.size = size;
    this.place = place;
  }

  static Forest of(Classes classes) {
    int count = classes.count();
    int[] above = classes.heavy();
    int[] size = new int[count];
    Arrays.fill(size, 1);
    for (int at = 0; at < count; at++) {
      if (above[at] >= 0) {
        size[above[at]] += size[at];
      }
    }
    int[] place = new int[count];
    int[] next = new int[count];
    int roots = 0;
    for (int at = count - 1; at >= 0; at--) {
      if (above[at] < 0) {
        place[at] = roots;
        roots += size[at];
      } else {
        place[at] = next[above[at]];
        next[above[at]] += size[at];
      }
      next[at] = place[at] + 1;
    }
    return new Forest(above, size, place);
  }

  /// The place of a class.
  int place(int number) {
    return place[number];
  }

  /// The class above, -1 for a root.
  int above(int number) {
    return above[number];
  }

  /// Whether `root` is `number` or above it.
  boolean covers(int root, int number) {
    int offset = place[number] - place[root];
    return offset >= 0 && offset < size[root];
  }
}
