package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An instant for each row, or null. The different instants are kept once, ascending, so that two
/// rows compare by their numbers; where fewer than three quarters of the rows have one, only those
/// rows are kept.
final class TimeColumn {

  private final int @Nullable [] rows;
  private final Codes codes;
  private final long[] seconds;
  private final int @Nullable [] nanos;

  private TimeColumn(int @Nullable [] rows, Codes codes, long[] seconds, int @Nullable [] nanos) {
    this.rows = rows;
    this.codes = codes;
    this.seconds = seconds;
    this.nanos = nanos;
  }

  /// @param values for each row in order the number of its instant in `instants`, from 1 on, or 0
  static TimeColumn of(int[] values, List<Instant> instants) {
    List<Instant> ascending = instants.stream().sorted().toList();
    int[] rank = new int[instants.size() + 1];
    for (int i = 0; i < instants.size(); i++) {
      rank[i + 1] = Collections.binarySearch(ascending, instants.get(i)) + 1;
    }
    int present = 0;
    for (int value : values) {
      present += value == 0 ? 0 : 1;
    }
    int[] rows = present < values.length / 4 * 3 ? new int[present] : null;
    int[] codes = new int[rows == null ? values.length : present];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (rows == null) {
        codes[i] = rank[values[i]];
      } else if (values[i] != 0) {
        rows[at] = i;
        codes[at++] = rank[values[i]];
      }
    }
    int[] nanos = ascending.stream().mapToInt(Instant::getNano).toArray();
    return new TimeColumn(
        rows,
        Codes.of(codes),
        ascending.stream().mapToLong(Instant::getEpochSecond).toArray(),
        Arrays.stream(nanos).allMatch(nano -> nano == 0) ? null : nanos);
  }

  /// The instant of a row.
  @Nullable Instant get(int row) {
    int code = code(row);
    return code == 0 ? null : instant(code);
  }

  /// The number of a row's instant, ascending with time, or 0.
  int code(int row) {
    if (rows == null) {
      return codes.get(row);
    }
    int at = Arrays.binarySearch(rows, row);
    return at < 0 ? 0 : codes.get(at);
  }

  /// How many of the different instants are not after `instant`: the largest number of those.
  int upTo(Instant instant) {
    int low = 0;
    int high = seconds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (instant(middle + 1).isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// The different instants after `instant`, ascending.
  Stream<Instant> after(Instant instant) {
    return IntStream.rangeClosed(upTo(instant) + 1, seconds.length).mapToObj(this::instant);
  }

  /// What is done with a row and the number of its instant.
  interface Each {
    void take(int row, int code);
  }

  /// Hands each row that has an instant to `each`.
  ///
  /// @param count how many rows there are
  void forEach(int count, Each each) {
    for (int i = 0; i < (rows == null ? count : rows.length); i++) {
      int code = codes.get(i);
      if (code != 0) {
        each.take(rows == null ? i : rows[i], code);
      }
    }
  }

  private Instant instant(int code) {
    return Instant.ofEpochSecond(seconds[code - 1], nanos == null ? 0 : nanos[code - 1]);
  }

  long heapBytes() {
    return ArraySizes.of(rows) + codes.heapBytes() + ArraySizes.of(seconds) + ArraySizes.of(nanos);
  }

  void write(ColumnOutput out) throws IOException {
    out.writeNullable(rows);
    codes.write(out);
    out.write(seconds);
    out.writeNullable(nanos);
  }

  static TimeColumn read(ColumnInput in) throws IOException {
    return new TimeColumn(in.nullableInts(), Codes.read(in), in.longs(), in.nullableInts());
  }
}
