package dev.firebreak.analytics.blastradius;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Whom an identity is compared with: the others of its department who are not inactive, or, where
/// they are fewer than five, all others who are not inactive.
final class Peers {

  private static final int ENOUGH = 5;
  private static final int NONE = -1;

  /// The middle of the peers' weighted radii, and who they are in words.
  record Comparison(double median, String words) {}

  private final GraphSnapshot snapshot;
  private final Reaches reaches;
  private final int[] department;
  private final List<String> names;
  private final long[][] sorted;
  private final long[] everybody;

  private Peers(
      GraphSnapshot snapshot,
      Reaches reaches,
      int[] department,
      List<String> names,
      long[][] sorted,
      long[] everybody) {
    this.snapshot = snapshot;
    this.reaches = reaches;
    this.department = department;
    this.names = names;
    this.sorted = sorted;
    this.everybody = everybody;
  }

  static Peers of(GraphSnapshot snapshot, Reaches reaches) {
    int first = snapshot.first(NodeKind.IDENTITY);
    int[] department = new int[snapshot.end(NodeKind.IDENTITY) - first];
    List<String> names = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    List<LongStream.Builder> radii = new ArrayList<>();
    LongStream.Builder all = LongStream.builder();
    for (int row = 0; row < department.length; row++) {
      String name = snapshot.department(first + row);
      department[row] =
          name == null
              ? NONE
              : numbers.computeIfAbsent(
                  name,
                  _ -> {
                    names.add(name);
                    radii.add(LongStream.builder());
                    return names.size() - 1;
                  });
      if (isPresent(snapshot, first + row)) {
        all.add(reaches.weighted(first + row));
        if (department[row] != NONE) {
          radii.get(department[row]).add(reaches.weighted(first + row));
        }
      }
    }
    return new Peers(
        snapshot,
        reaches,
        department,
        names,
        radii.stream().map(each -> each.build().sorted().toArray()).toArray(long[][]::new),
        all.build().sorted().toArray());
  }

  /// The same for a changed snapshot with the same nodes.
  ///
  /// @param changed the identities that reach another sum, or whose activity is another
  Peers with(GraphSnapshot after, Reaches now, BitSet changed) {
    long[][] all = sorted.clone();
    Map<Integer, BitSet> byDepartment = new HashMap<>();
    int first = snapshot.first(NodeKind.IDENTITY);
    changed.stream()
        .filter(identity -> department[identity - first] != NONE)
        .forEach(identity ->
            byDepartment
                .computeIfAbsent(department[identity - first], _ -> new BitSet())
                .set(identity));
    byDepartment.forEach(
        (number, members) -> all[number] = moved(sorted[number], after, now, members));
    return new Peers(after, now, department, names, all, moved(everybody, after, now, changed));
  }

  private long[] moved(long[] known, GraphSnapshot after, Reaches now, BitSet changed) {
    long[] gone =
        changed.stream()
            .filter(identity -> isPresent(snapshot, identity))
            .mapToLong(reaches::weighted)
            .sorted()
            .toArray();
    long[] come =
        changed.stream()
            .filter(identity -> isPresent(after, identity))
            .mapToLong(now::weighted)
            .sorted()
            .toArray();
    if (Arrays.equals(gone, come)) {
      return known;
    }
    long[] merged = new long[known.length - gone.length + come.length];
    int out = 0;
    int in = 0;
    int size = 0;
    for (long each : known) {
      if (out < gone.length && gone[out] == each) {
        out++;
        continue;
      }
      while (in < come.length && come[in] <= each) {
        merged[size++] = come[in++];
      }
      merged[size++] = each;
    }
    while (in < come.length) {
      merged[size++] = come[in++];
    }
    return merged;
  }

  /// The identities that may be compared with something else than in the other.
  @SuppressWarnings("ReferenceEquality") // what does not change is shared
  IntStream comparedOtherwise(Peers other) {
    int first = snapshot.first(NodeKind.IDENTITY);
    boolean all = everybody != other.everybody;
    return IntStream.range(0, department.length)
        .filter(row -> {
          int of = department[row];
          return of == NONE
              ? all
              : sorted[of] != other.sorted[of] || (all && sorted[of].length <= ENOUGH);
        })
        .map(row -> first + row);
  }

  double median(int identity) {
    boolean present = isPresent(snapshot, identity);
    long[] peers = isJudgedByDepartment(identity) ? sorted[number(identity)] : everybody;
    return median(peers, reaches.weighted(identity), present);
  }

  private int number(int identity) {
    return department[identity - snapshot.first(NodeKind.IDENTITY)];
  }

  private boolean isJudgedByDepartment(int identity) {
    int number = number(identity);
    return number != NONE && others(sorted[number], identity) >= ENOUGH;
  }

  private int others(long[] peers, int identity) {
    return peers.length - (isPresent(snapshot, identity) ? 1 : 0);
  }

  Comparison of(int identity) {
    boolean own = isJudgedByDepartment(identity);
    return new Comparison(
        median(identity),
        own
            ? "%d peers in %s"
                .formatted(others(sorted[number(identity)], identity), names.get(number(identity)))
            : "all %d others".formatted(others(everybody, identity)));
  }

  private static boolean isPresent(GraphSnapshot snapshot, int identity) {
    return snapshot.active(identity) != Active.NO;
  }

  /// The median of `peers`, leaving out the identity itself where it is among them.
  private static double median(long[] peers, long self, boolean among) {
    int skip = among ? Arrays.binarySearch(peers, self) : peers.length;
    int count = among ? peers.length - 1 : peers.length;
    if (count == 0) {
      return 0;
    }
    return (at(peers, (count - 1) / 2, skip) + at(peers, count / 2, skip)) / 2.0;
  }

  private static long at(long[] sorted, int index, int skip) {
    return sorted[index < skip ? index : index + 1];
  }
}
