package dev.firebreak.analytics.blastradius;

/// Parts of the kernel that are reached together or not at all, numbered by falling size of what
/// they lead to: a class leads to greater numbers only. Of each class the sums of its members.
///
/// @param numbers of each kernel node its class, -1 where no source reaches it
/// @param sums four longs for each class: [Tally]'s three of its members, and where the classes it
///   leads to begin (upper half) and end (lower half) in `successors`
/// @param heavy of each class the one it leads to that leads to most, -1 where it leads nowhere
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Classes(int[] numbers, long[] sums, int[] successors, int[] heavy) {

  static final int STRIDE = 4;

  int count() {
    return heavy.length;
  }
}
