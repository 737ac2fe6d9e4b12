package dev.firebreak.analytics.whatif;

import java.util.Arrays;

/// What the steps of a [DominatorTree] have changed, so that they can be taken back one after the
/// other, the newest first.
final class TreeLog {

  /// Above a node that is not in the tree.
  static final int UNREACHED = -1;

  /// Above a node while that is looked for.
  static final int UNKNOWN = -2;

  // Of each node: what is above it in the tree and the only edge to it; further, of one that leads
  // further, by which entry it was reached and its rank among what that reached, which is greater
  // than those of its dominators; of a leaf, its weight and how many identities reached it.
  static final int STRIDE = 4;
  static final int SOLE = 1;
  static final int BORN = 2;
  static final int RANK = 3;
  static final int WEIGHT = 2;
  static final int COUNT = 3;

  private static final int SIZES = 3;

  private final int[] state;
  private final long[] dominated;
  private int[] born = new int[256];
  private int bornSize;
  private int[] changed = new int[256];
  private int changedSize;
  private int[] given = new int[256];
  private long[] weights = new long[256];
  private int givenSize;

  // How much there was when each entry began.
  private int[] levels = new int[64];
  private int depth;

  /// @param state of each node
  /// @param dominated of each node the weight that it dominates
  TreeLog(int[] state, long[] dominated) {
    this.state = state;
    this.dominated = dominated;
  }

  /// Begins a step.
  void open() {
    levels = depth + SIZES <= levels.length ? levels : Arrays.copyOf(levels, depth * 2);
    levels[depth] = bornSize;
    levels[depth + 1] = changedSize;
    levels[depth + 2] = givenSize;
    depth += SIZES;
  }

  /// A node was reached.
  void add(int node) {
    born = bornSize < born.length ? born : Arrays.copyOf(born, bornSize * 2);
    born[bornSize++] = node;
  }

  /// How many nodes are reached, those twice that were forgotten between.
  int bornSize() {
    return bornSize;
  }

  void bornSize(int size) {
    bornSize = size;
  }

  /// Where what is reached is kept, with room for some more.
  int[] room(int more) {
    born = bornSize + more <= born.length ? born : Arrays.copyOf(born, (bornSize + more) * 2);
    return born;
  }

  /// A node that was reached.
  int born(int at) {
    return born[at];
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

  /// Takes back the newest step.
  void undo() {
    depth -= SIZES;
    for (int end = levels[depth + 2]; givenSize > end; ) {
      givenSize--;
      dominated[given[givenSize]] -= weights[givenSize];
    }
    for (int end = levels[depth + 1]; changedSize > end; ) {
      changedSize -= 3;
      int at = changed[changedSize] * STRIDE;
      state[at] = changed[changedSize + 1];
      state[at + SOLE] = changed[changedSize + 2];
    }
    for (int end = levels[depth]; bornSize > end; ) {
      state[born[--bornSize] * STRIDE] = UNREACHED;
    }
  }
}
