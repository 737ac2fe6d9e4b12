package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// What the entries of a [DominatorTree] have changed, so that they can be taken back one after the
/// other, the newest first.
final class TreeLog {

  private static final int SIZES = 3;

  int[] born = new int[256];
  private int bornSize;
  private int[] changed = new int[256];
  private int changedSize;
  private int[] given = new int[256];
  private long[] weights = new long[256];
  private int givenSize;

  // How much there was when each entry began.
  private int[] levels = new int[64];
  private int depth;

  /// Begins an entry.
  void open() {
    levels = depth + SIZES <= levels.length ? levels : Arrays.copyOf(levels, depth * 2);
    levels[depth] = bornSize;
    levels[depth + 1] = changedSize;
    levels[depth + 2] = givenSize;
    depth += SIZES;
  }

  /// A node was reached.
  void born(int node) {
    born = bornSize < born.length ? born : Arrays.copyOf(born, bornSize * 2);
    born[bornSize++] = node;
  }

  /// Where in [#born] what the newest entry reached begins.
  int newest() {
    return levels[depth - SIZES];
  }

  int bornSize() {
    return bornSize;
  }

  /// What is above a node, or the only edge to it, is about to change.
  void changed(int node, int above, int sole) {
    changed =
        changedSize + 3 <= changed.length ? changed : Arrays.copyOf(changed, changedSize * 2 + 3);
    changed[changedSize] = node;
    changed[changedSize + 1] = above;
    changed[changedSize + 2] = sole;
    changedSize += 3;
  }

  /// A node dominates more.
  void gave(int node, long weight) {
    if (givenSize == given.length) {
      given = Arrays.copyOf(given, givenSize * 2);
      weights = Arrays.copyOf(weights, givenSize * 2);
    }
    given[givenSize] = node;
    weights[givenSize++] = weight;
  }

  /// Takes back the newest entry.
  ///
  /// @param state of each node, `stride` apart, what is above it and the only edge to it
  void undo(int[] state, long[] dominated, int stride) {
    depth -= SIZES;
    while (givenSize > levels[depth + 2]) {
      givenSize--;
      dominated[given[givenSize]] -= weights[givenSize];
    }
    while (changedSize > levels[depth + 1]) {
      changedSize -= 3;
      int at = changed[changedSize] * stride;
      state[at] = changed[changedSize + 1];
      state[at + 1] = changed[changedSize + 2];
    }
    while (bornSize > levels[depth]) {
      state[born[--bornSize] * stride] = -1;
    }
  }
}
