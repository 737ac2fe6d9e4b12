package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.Attribution.Contribution;
import dev.firebreak.analytics.attribution.Attribution.Method;
import dev.firebreak.analytics.attribution.ShapleyValue.Player;
import dev.firebreak.analytics.attribution.ValueChanges.ValueChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Divides the change of a node's radius among its causes. One can be used again and again; not for
/// several threads.
///
/// What a node reaches whatever is applied is found first and never depends on anything. For the
/// rest, sets of causes are carried along the edges until none is new: what comes of it says for
/// every resource exactly by which causes it is reached, so that the worth of every set of causes
/// is known without another search.
public final class Attributor {

  private final GraphDiff diff;
  private final CauseSearch search;
  private final Ways[] ways;
  private final BitSet waiting = new BitSet();
  private int[] queue = new int[64];

  public Attributor(GraphDiff diff) {
    this.diff = diff;
    this.search = new CauseSearch(diff);
    this.ways = new Ways[diff.nodeCount()];
  }

  /// Why the radius of this node is what it is.
  ///
  /// @param node its index in the diff
  public Attribution of(int node) {
    return of(node, true);
  }

  /// @param exact false for what is told where there are too many causes
  Attribution of(int node, boolean exact) {
    Game game = game(node);
    Optional<List<Player>> players = exact ? ShapleyValue.of(game.functions()) : Optional.empty();
    Cause.Place place = diff.place(node);
    if (players.isEmpty()) {
      return searched(node, place);
    }
    List<Contribution> contributions = new ArrayList<>();
    RadiusSums none = game.worth(cause -> false);
    RadiusSums all = game.worth(cause -> true);
    players
        .get()
        .forEach(player -> {
          BitSet own = new BitSet();
          player.causes().forEach(own::set);
          add(
              contributions,
              new Contribution(
                  player.causes().stream().map(diff.causes()::get).toList(),
                  player.share(),
                  game.worth(own::get).minus(none),
                  all.minus(game.worth(cause -> !own.get(cause)))));
        });
    contributions.sort(LARGEST_FIRST);
    return new Attribution(place.key(), place.name(), none, all, Method.SHAPLEY, contributions);
  }

  private Attribution searched(int node, Cause.Place place) {
    RadiusSums none = search.sums(node, cause -> false);
    RadiusSums all = search.sums(node, cause -> true);
    List<Contribution> contributions = new ArrayList<>();
    for (int one : search.causes(node)) {
      add(
          contributions,
          new Contribution(
              List.of(diff.causes().get(one)),
              null,
              search.sums(node, cause -> cause == one).minus(none),
              all.minus(search.sums(node, cause -> cause != one))));
    }
    contributions.sort(LARGEST_FIRST);
    return new Attribution(
        place.key(), place.name(), none, all, Method.ALONE_AND_UNDONE, contributions);
  }

  private static void add(List<Contribution> contributions, Contribution one) {
    boolean something =
        (one.share() != null && !one.share().isZero())
            || !one.alone().isZero()
            || !one.undone().isZero();
    if (something) {
      contributions.add(one);
    }
  }

  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.<Contribution>comparingLong(one -> -size(one, Measure.COUNT))
          .thenComparingLong(one -> -size(one, Measure.WEIGHTED))
          .thenComparingLong(one -> -size(one, Measure.CROWN_JEWELS));

  private static long size(Contribution one, Measure measure) {
    Shares share = one.share();
    return share == null
        ? Math.max(Math.abs(measure.of(one.undone())), Math.abs(measure.of(one.alone())))
        : Math.abs(measure.of(share).units());
  }

  /// What a node reaches, as a sum of functions of the causes.
  ///
  /// @param fixed what is reached whatever is applied
  record Game(RadiusSums fixed, Map<Ways, RadiusSums> functions) {

    /// What is reached when these causes are applied and no other.
    RadiusSums worth(IntPredicate applied) {
      RadiusSums sum = fixed;
      for (Map.Entry<Ways, RadiusSums> function : functions.entrySet()) {
        if (function.getKey().holds(applied)) {
          sum = sum.plus(function.getValue());
        }
      }
      return sum;
    }
  }

  Game game(int node) {
    int fixed = search.always(node);
    int[] open = conditional(fixed);
    RadiusSums sum = RadiusSums.ZERO;
    Map<Ways, RadiusSums> functions = new LinkedHashMap<>();
    for (int i = 1; i < fixed; i++) {
      int reached = search.found(i);
      sum = sum.plus(diff.value(reached));
      values(functions, reached, Ways.ALWAYS);
    }
    for (int reached : open) {
      Ways by = ways[reached];
      RadiusSums value = diff.value(reached);
      if (!value.isZero()) {
        functions.merge(by, value, RadiusSums::plus);
      }
      values(functions, reached, by);
      ways[reached] = null;
    }
    functions.values().removeIf(RadiusSums::isZero);
    return new Game(sum, functions);
  }

  private void values(Map<Ways, RadiusSums> functions, int node, Ways by) {
    for (ValueChange change : diff.values().of(node)) {
      functions.merge(by.and(Ways.applied(change.cause())), change.difference(), RadiusSums::plus);
    }
  }

  /// Finds the nodes that are reached only under conditions, and [#ways] of each.
  ///
  /// @param fixed how many nodes are reached whatever is applied
  private int[] conditional(int fixed) {
    int size = 0;
    List<Integer> touched = new ArrayList<>();
    for (int i = 0; i < fixed; i++) {
      size = spread(search.found(i), Ways.ALWAYS, size, touched);
    }
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      waiting.clear(node);
      size = spread(node, ways[node], size, touched);
    }
    return touched.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private int spread(int node, Ways by, int size, List<Integer> touched) {
    int queued = size;
    for (int edge = diff.first(node); edge < diff.end(node); edge++) {
      int to = diff.target(edge);
      if (search.isAlways(to)) {
        continue;
      }
      Ways more = by;
      if (diff.fact(edge) >= 0) {
        more = more.and(diff.condition(diff.fact(edge)));
      }
      if (diff.activity(edge) >= 0) {
        more = more.and(diff.condition(diff.activity(edge)));
      }
      Ways now = ways[to];
      if (now == null) {
        ways[to] = more;
        touched.add(to);
      } else {
        if (now.covers(more)) {
          continue;
        }
        ways[to] = now.or(more);
      }
      if (!waiting.get(to)) {
        waiting.set(to);
        queued = push(to, queued);
      }
    }
    return queued;
  }

  private int push(int node, int size) {
    if (size == queue.length) {
      queue = Arrays.copyOf(queue, size * 2);
    }
    queue[size] = node;
    return size + 1;
  }
}
