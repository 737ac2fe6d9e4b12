package dev.firebreak.analytics.blastradius;

/// The kernel nodes that lead nowhere. That a source leads to one directly makes it no class of its
/// own: whether anything else of the signature leads there is seen from the marks of the class that
/// it is in, and if nothing does it counts what it counts, as no other leaf is the same node.
///
/// @param known of each leaf the place of its class, -1 without, in the upper half, and its bits in
///   the lower
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Leaves(long[] known) {

  /// Takes the leaves out of the ranks: in their place stands one behind those of all classes, with
  /// [#code] in its lower half.
  ///
  /// @param ranks [Forest#ranks] of the kernel nodes
  static Leaves of(Kernel kernel, long[] ranks) {
    long[] known = new long[ranks.length];
    for (int number = 0; number < known.length; number++) {
      if (kernel.leaf(number)) {
        known[number] = ranks[number] << 32 | kernel.payload(number);
        ranks[number] = (long) Integer.MAX_VALUE << 32 | Integer.toUnsignedLong(code(number));
      }
    }
    return new Leaves(known);
  }

  /// What stands for a leaf in a signature, below 0, and the other way round.
  static int code(int leaf) {
    return ~leaf;
  }

  /// The place of the class of a leaf, -1 where nothing but sources leads to it.
  int place(int leaf) {
    return (int) (known[leaf] >> 32);
  }

  /// The bits of a leaf.
  int payload(int leaf) {
    return (int) known[leaf];
  }
}
