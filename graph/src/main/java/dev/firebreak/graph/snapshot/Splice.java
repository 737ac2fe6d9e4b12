package dev.firebreak.graph.snapshot;

import java.util.Arrays;

/// Where new rows go between the rows of a column. Everything else moves up.
///
/// @param at for each new row, ascending, before which old row it goes; as many old rows as there
///   are for the end
@SuppressWarnings("ArrayRecordComponent") // made for one use, never compared
record Splice(int[] at) {

  /// How many rows are new.
  int count() {
    return at.length;
  }

  /// The number that an old row has then.
  int moved(int row) {
    if (at.length == 1) {
      return row < at[0] ? row : row + 1;
    }
    int low = 0;
    int high = at.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return row + low;
  }

  /// The number of a new row.
  int placed(int added) {
    return at[added] + added;
  }

  /// A column with the new rows in it.
  int[] ints(int[] old, int[] added) {
    int[] all = new int[old.length + added.length];
    copy(old, all, old.length);
    for (int i = 0; i < added.length; i++) {
      all[placed(i)] = added[i];
    }
    return all;
  }

  byte[] bytes(byte[] old, int[] added) {
    byte[] all = new byte[old.length + added.length];
    copy(old, all, old.length);
    for (int i = 0; i < added.length; i++) {
      all[placed(i)] = (byte) added[i];
    }
    return all;
  }

  char[] chars(char[] old, int[] added) {
    char[] all = new char[old.length + added.length];
    copy(old, all, old.length);
    for (int i = 0; i < added.length; i++) {
      all[placed(i)] = (char) added[i];
    }
    return all;
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of one primitive type
  private void copy(Object old, Object all, int length) {
    int from = 0;
    for (int i = 0; i <= at.length; i++) {
      int end = i == at.length ? length : at[i];
      System.arraycopy(old, from, all, from + i, end - from);
      from = end;
    }
  }

  /// Where the buckets of a column begin when each new row goes into one.
  ///
  /// @param buckets of the new rows, in any order
  static int[] starts(int[] old, int[] buckets) {
    int[] sorted = buckets.clone();
    Arrays.sort(sorted);
    int[] all = new int[old.length];
    int before = 0;
    for (int bucket = 0; bucket < old.length; bucket++) {
      while (before < sorted.length && sorted[before] < bucket) {
        before++;
      }
      all[bucket] = old[bucket] + before;
    }
    return all;
  }
}
