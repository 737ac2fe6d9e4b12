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

  /// The same with some more rows.
  ///
  /// @param count how many rows there are
  /// @param more the instants of the new rows
  TimeColumn with(Splice splice, int count, List<@Nullable Instant> more) {
    TimeColumn known = this;
    for (Instant each : more) {
      known = each == null ? known : known.knowing(each, rows == null ? count : rows.length);
    }
    int[] added = new int[more.size()];
    for (int i = 0; i < added.length; i++) {
      Instant each = more.get(i);
      added[i] = each == null ? 0 : known.upTo(each);
    }
    if (rows == null) {
      return new TimeColumn(null, known.codes.with(splice, added), known.seconds, known.nanos);
    }
    int[] moved = new int[rows.length];
    Arrays.setAll(moved, i -> splice.moved(rows[i]));
    int[] present = IntStream.range(0, added.length).filter(i -> added[i] != 0).toArray();
    int[] numbers = IntStream.of(present).map(splice::placed).toArray();
    Splice sparse =
        new Splice(
            IntStream.of(numbers).map(row -> -1 - Arrays.binarySearch(moved, row)).toArray());
    return new TimeColumn(
        sparse.ints(moved, numbers),
        known.codes.with(sparse, IntStream.of(present).map(i -> added[i]).toArray()),
        known.seconds,
        known.nanos);
  }

  /// The same with a number for an instant.
  private TimeColumn knowing(Instant instant, int numbered) {
    int before = upTo(instant);
    if (before > 0 && instant(before).equals(instant)) {
      return this;
    }
    Splice place = new Splice(new int[] {before});
    long[] all = new long[seconds.length + 1];
    int[] parts = new int[seconds.length + 1];
    for (int i = 0; i < seconds.length; i++) {
      all[place.moved(i)] = seconds[i];
      parts[place.moved(i)] = nanos == null ? 0 : nanos[i];
    }
    all[before] = instant.getEpochSecond();
    parts[before] = instant.getNano();
    return new TimeColumn(
        rows,
        before == seconds.length ? codes : codes.raised(numbered, before + 1),
        all,
        Arrays.stream(parts).allMatch(nano -> nano == 0) ? null : parts);
  }

  /// Whether no row has an instant.
  boolean isEmpty() {
    return seconds.length == 0;
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
