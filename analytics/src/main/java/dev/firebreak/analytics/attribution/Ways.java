package dev.firebreak.analytics.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// On which changes it depends whether something is reached: the minimal sets of conditions each of
/// which is enough. A condition is that one cause is applied, or that it is not; no cause comes in
/// both forms. Two equal functions of the causes are equal objects.
final class Ways {

  /// It is not reached whatever is applied.
  static final Ways NEVER = new Ways(new int[0][]);

  /// It is reached whatever is applied.
  static final Ways ALWAYS = new Ways(new int[][] {{}});

  /// More sets than are kept; whatever is made of it is the same.
  static final Ways TOO_MANY = new Ways(new int[][] {{-1}});

  private static final int MOST = 64;
  private static final Comparator<int[]> ORDER =
      Comparator.<int[]>comparingInt(set -> set.length).thenComparing(Arrays::compare);

  private final int[][] sets;
  private final int hash;

  private Ways(int[][] sets) {
    this.sets = sets;
    this.hash = Arrays.deepHashCode(sets);
  }

  /// The condition that a cause is applied.
  static int applied(int cause) {
    return cause << 1;
  }

  /// The condition that a cause is not applied.
  static int notApplied(int cause) {
    return cause << 1 | 1;
  }

  private boolean isNever() {
    return sets.length == 0;
  }

  /// Whether there were more sets than are kept.
  boolean isTooMany() {
    return sets.length == 1 && sets[0].length == 1 && sets[0][0] < 0;
  }

  /// Reached if this holds and a condition does.
  Ways and(int condition) {
    if (isNever() || isTooMany()) {
      return this;
    }
    int[][] narrowed = new int[sets.length][];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = with(sets[i], condition);
    }
    return minimal(narrowed);
  }

  /// Reached if this or the other holds.
  Ways or(Ways other) {
    if (covers(other)) {
      return this;
    }
    if (isNever() || other.isTooMany()) {
      return other;
    }
    int[][] all = Arrays.copyOf(sets, sets.length + other.sets.length);
    System.arraycopy(other.sets, 0, all, sets.length, other.sets.length);
    return minimal(all);
  }

  /// Whether this holds wherever the other does, so that the other adds nothing to it.
  boolean covers(Ways other) {
    if (isTooMany()) {
      return true;
    }
    for (int[] set : other.sets) {
      if (Arrays.stream(sets).noneMatch(one -> within(one, set))) {
        return false;
      }
    }
    return true;
  }

  /// The causes it depends on, ascending.
  int[] causes() {
    return Arrays.stream(sets)
        .flatMapToInt(Arrays::stream)
        .map(condition -> condition >> 1)
        .sorted()
        .distinct()
        .toArray();
  }

  /// Whether it is reached when these causes are applied and no other.
  boolean holds(IntPredicate appliedCauses) {
    for (int[] set : sets) {
      boolean all = true;
      for (int condition : set) {
        all &= appliedCauses.test(condition >> 1) == ((condition & 1) == 0);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  /// The sets; not to be changed.
  List<int[]> sets() {
    return List.of(sets);
  }

  private static Ways minimal(int[][] all) {
    Arrays.sort(all, ORDER);
    List<int[]> kept = new ArrayList<>();
    for (int[] set : all) {
      if (kept.stream().noneMatch(one -> within(one, set))) {
        kept.add(set);
      }
    }
    return kept.size() > MOST ? TOO_MANY : new Ways(kept.toArray(int[][]::new));
  }

  /// Whether each condition of one is in the other; both ascending.
  private static boolean within(int[] one, int[] other) {
    int at = 0;
    for (int condition : one) {
      while (at < other.length && other[at] < condition) {
        at++;
      }
      if (at == other.length || other[at] != condition) {
        return false;
      }
    }
    return true;
  }

  private static int[] with(int[] set, int condition) {
    int place = Arrays.binarySearch(set, condition);
    if (place >= 0) {
      return set;
    }
    int[] more = new int[set.length + 1];
    System.arraycopy(set, 0, more, 0, -place - 1);
    more[-place - 1] = condition;
    System.arraycopy(set, -place - 1, more, -place, set.length + place + 1);
    return more;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ways that && hash == that.hash && Arrays.deepEquals(sets, that.sets);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
