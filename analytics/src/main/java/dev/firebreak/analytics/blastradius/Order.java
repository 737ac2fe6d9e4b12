package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// The signatures by their first class, each in one piece with its source, so that whoever goes
/// through a group of them reads memory from front to back. Those of leaves only come last. Sources
/// that reach nothing are left out.
///
/// A row is the source, how many classes and leaves there are, and these.
final class Order {

  /// Where the classes of a row begin, before the leaves.
  static final int HEAD = 2;

  private final int[] rows;
  private final int[] starts;

  private Order(int[] rows, int[] starts) {
    this.rows = rows;
    this.starts = starts;
  }

  static Order of(Signatures signatures, int classes) {
    int[] ends = new int[classes + 3];
    for (int source = 0; source < signatures.sources(); source++) {
      int length = signatures.length(source);
      if (length > 0) {
        ends[first(signatures, source, classes) + 2] += length + HEAD;
      }
    }
    for (int place = 2; place < ends.length; place++) {
      ends[place] = Math.addExact(ends[place], ends[place - 1]);
    }
    int[] rows = new int[ends[classes + 2]];
    for (int source = 0; source < signatures.sources(); source++) {
      int length = signatures.length(source);
      if (length > 0) {
        int[] from = signatures.row(source);
        int start = signatures.start(source);
        int first = first(signatures, source, classes);
        int at = ends[first + 1];
        ends[first + 1] = at + length + HEAD;
        rows[at] = source;
        rows[at + 1] = length;
        for (int i = 0; i < length; i++) {
          rows[at + HEAD + i] = from[start + i];
        }
      }
    }
    return new Order(rows, ends);
  }

  /// Where leaves only belong: behind all classes.
  private static int first(Signatures signatures, int source, int classes) {
    int first = signatures.row(source)[signatures.start(source)];
    return first < 0 ? classes : first;
  }

  /// All rows, those of one group behind those of the group before.
  int[] rows() {
    return rows;
  }

  /// Where the group of a first class begins; it ends where the next one begins. The one behind all
  /// classes is that of leaves only.
  int start(int first) {
    return starts[first];
  }

  /// The first class from which on a part of the rows begins, when they are cut into equal parts.
  int cut(int part, int parts) {
    if (part == parts) {
      return starts.length - 1;
    }
    int found = Arrays.binarySearch(starts, (int) ((long) rows.length * part / parts));
    return found < 0 ? -found - 1 : found;
  }
}
