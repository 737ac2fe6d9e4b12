package dev.firebreak.analytics.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shapley values, exactly, by going through all subsets: of each function of the causes for
/// itself, since the value of a sum of games is the sum of their values and a cause on which a
/// function does not depend adds nothing to it. So what counts is how many causes *one* resource
/// depends on, not how many an identity has.
///
/// Causes that only act together are one player: nothing changes as long as only some of them are
/// applied.
final class ShapleyValue {

  /// The most players of one function: 2^12 subsets.
  static final int MOST_PLAYERS = 12;

  private static final long[] FACTORIALS = factorials();

  private final List<Ways> functions;
  private final List<RadiusSums> worths;
  private final Map<Integer, Integer> groupOf = new LinkedHashMap<>();

  private ShapleyValue(Map<Ways, RadiusSums> game) {
    this.functions = List.copyOf(game.keySet());
    this.worths = functions.stream().map(game::get).toList();
  }

  /// Causes that only act together, ascending, and what they contributed.
  record Player(List<Integer> causes, Shares share) {}

  /// The players of a game and their values, those with the smallest cause first.
  ///
  /// @param game functions of the causes, and what each is worth where it holds
  /// @return empty if a function has more than [#MOST_PLAYERS]
  static Optional<List<Player>> of(Map<Ways, RadiusSums> game) {
    return new ShapleyValue(game).players();
  }

  private Optional<List<Player>> players() {
    if (functions.stream().anyMatch(Ways::isTooMany)) {
      return Optional.empty();
    }
    startTogether();
    if (functions.stream().anyMatch(ways -> groups(ways).length > MOST_PLAYERS)) {
      return Optional.empty();
    }
    join();
    Map<Integer, Shares> shares = new HashMap<>();
    for (int i = 0; i < functions.size(); i++) {
      int[] groups = groups(functions.get(i));
      long[] values = values(table(functions.get(i), groups), groups.length);
      for (int player = 0; player < groups.length; player++) {
        shares.merge(groups[player], Shares.of(worths.get(i), values[player]), Shares::plus);
      }
    }
    Map<Integer, List<Integer>> causes = new LinkedHashMap<>();
    groupOf.keySet().stream()
        .sorted()
        .forEach(
            cause -> causes.computeIfAbsent(group(cause), any -> new ArrayList<>()).add(cause));
    return Optional.of(
        causes.entrySet().stream()
            .map(entry ->
                new Player(
                    List.copyOf(entry.getValue()),
                    shares.getOrDefault(entry.getKey(), Shares.ZERO)))
            .toList());
  }

  /// Puts together the causes that are applied in exactly the same sets.
  private void startTogether() {
    Map<Integer, List<Long>> places = new LinkedHashMap<>();
    for (int f = 0; f < functions.size(); f++) {
      List<int[]> sets = functions.get(f).sets();
      for (int s = 0; s < sets.size(); s++) {
        for (int condition : sets.get(s)) {
          places.computeIfAbsent(condition, any -> new ArrayList<>()).add((long) f << 32 | s);
        }
      }
    }
    Map<List<Long>, Integer> first = new HashMap<>();
    places.keySet().stream()
        .sorted()
        .forEach(condition -> {
          int cause = condition >> 1;
          boolean applied = condition == Ways.applied(cause);
          Integer same = applied ? first.putIfAbsent(places.get(condition), cause) : null;
          groupOf.put(cause, same == null ? cause : same);
        });
  }

  /// Joins two groups wherever every function depends on them only through "both".
  private void join() {
    Map<Integer, List<Integer>> uses = new LinkedHashMap<>();
    for (int f = 0; f < functions.size(); f++) {
      for (int group : groups(functions.get(f))) {
        uses.computeIfAbsent(group, any -> new ArrayList<>()).add(f);
      }
    }
    List<Integer> groups = uses.keySet().stream().sorted().toList();
    Map<Ways, boolean[]> tables = new HashMap<>();
    Map<Integer, Integer> joined = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      int one = groups.get(i);
      for (int j = i + 1; j < groups.size(); j++) {
        int other = groups.get(j);
        List<Integer> both = uses.getOrDefault(one, List.of());
        if (!joined.containsKey(other)
            && !joined.containsKey(one)
            && both.equals(uses.get(other))
            && both.stream().allMatch(f -> together(functions.get(f), one, other, tables))) {
          joined.put(other, one);
        }
      }
    }
    groupOf.replaceAll((cause, group) -> joined.getOrDefault(group, group));
  }

  private boolean together(Ways ways, int one, int other, Map<Ways, boolean[]> tables) {
    int[] groups = groups(ways);
    boolean[] table = tables.computeIfAbsent(ways, any -> table(ways, groups));
    int first = 1 << Arrays.binarySearch(groups, one);
    int second = 1 << Arrays.binarySearch(groups, other);
    for (int subset = 0; subset < table.length; subset++) {
      if ((subset & (first | second)) == 0
          && (table[subset] != table[subset | first] || table[subset] != table[subset | second])) {
        return false;
      }
    }
    return true;
  }

  private int group(int cause) {
    return groupOf.getOrDefault(cause, cause);
  }

  /// The groups that a function depends on, ascending.
  private int[] groups(Ways ways) {
    return Arrays.stream(ways.causes()).map(this::group).sorted().distinct().toArray();
  }

  /// The function for every subset of its players.
  private boolean[] table(Ways ways, int[] groups) {
    int[][] masks =
        ways.sets().stream()
            .map(set -> {
              int[] mask = new int[2];
              for (int condition : set) {
                int bit = 1 << Arrays.binarySearch(groups, group(condition >> 1));
                mask[condition & 1] |= bit;
              }
              return mask;
            })
            .toArray(int[][]::new);
    boolean[] table = new boolean[1 << groups.length];
    for (int subset = 0; subset < table.length; subset++) {
      for (int[] mask : masks) {
        table[subset] |= (subset & mask[0]) == mask[0] && (subset & mask[1]) == 0;
      }
    }
    return table;
  }

  /// The value of each player, in units of 1/12!.
  private static long[] values(boolean[] table, int players) {
    long[] values = new long[players];
    for (int player = 0; player < players; player++) {
      int bit = 1 << player;
      for (int subset = 0; subset < table.length; subset++) {
        if ((subset & bit) == 0 && table[subset] != table[subset | bit]) {
          int size = Integer.bitCount(subset);
          long orders = FACTORIALS[size] * FACTORIALS[players - size - 1];
          long units = orders * (Share.ONE / FACTORIALS[players]);
          values[player] += table[subset] ? -units : units;
        }
      }
    }
    return values;
  }

  private static long[] factorials() {
    long[] factorials = new long[MOST_PLAYERS + 1];
    factorials[0] = 1;
    for (int i = 1; i < factorials.length; i++) {
      factorials[i] = factorials[i - 1] * i;
    }
    return factorials;
  }
}
