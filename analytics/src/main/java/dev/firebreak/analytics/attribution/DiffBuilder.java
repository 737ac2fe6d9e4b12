package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.Cause.Turn;
import dev.firebreak.analytics.attribution.ValueChanges.ValueChange;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes a [GraphDiff]. The edges of each node in both states are sorted by kind and end, so that
/// the same fact lies together.
final class DiffBuilder {

  private static final EdgeKind[] KINDS = EdgeKind.values();

  /// A fact in one number: the kind of edge, its end, the state, and the edge among those of its
  /// start.
  private static final int PLACE_BITS = 27;

  private static final int STATE_BIT = PLACE_BITS;
  private static final int END_SHIFT = PLACE_BITS + 1;
  private static final int KIND_SHIFT = END_SHIFT + 31;

  private final GraphSnapshot before;
  private final GraphSnapshot after;
  private final int[] earlier;
  private final int[] later;
  private final List<Cause> causes = new ArrayList<>();
  private final Map<Integer, Integer> switched = new HashMap<>();
  private final ValueChanges values = new ValueChanges();
  private final int[] offsets;
  private int[] targets;
  private int[] facts;
  private int[] activities;
  private int count;

  DiffBuilder(GraphSnapshot before, GraphSnapshot after) {
    this.before = before;
    this.after = after;
    this.later = new int[before.nodeCount()];
    int[] all = new int[after.nodeCount() + before.nodeCount()];
    Arrays.fill(all, -1);
    int next = after.nodeCount();
    for (int node = 0; node < later.length; node++) {
      OptionalInt now = after.find(before.key(node));
      boolean same = now.isPresent() && after.kind(now.getAsInt()) == before.kind(node);
      later[node] = same ? now.getAsInt() : next++;
      all[later[node]] = node;
    }
    this.earlier = Arrays.copyOf(all, next);
    this.offsets = new int[next + 1];
    int edges = Math.max(before.edgeCount(), after.edgeCount()) + 16;
    this.targets = new int[edges];
    this.facts = new int[edges];
    this.activities = new int[edges];
  }

  GraphDiff build() {
    for (int node = 0; node < earlier.length; node++) {
      values(node);
      edges(node);
      offsets[node + 1] = count;
    }
    return new GraphDiff(
        before,
        after,
        earlier,
        new GraphDiff.Edges(offsets, targets, facts, activities),
        causes,
        values);
  }

  private int inAfter(int node) {
    return node < after.nodeCount() ? node : -1;
  }

  private Cause.Place place(int node) {
    return GraphDiff.place(before, after, earlier, node);
  }

  private int cause(Cause cause) {
    causes.add(cause);
    return causes.size() - 1;
  }

  private void values(int node) {
    int then = earlier[node];
    if (then < 0 || inAfter(node) < 0 || !after.kind(node).isResource()) {
      return;
    }
    int less = before.sensitivity(then);
    int more = after.sensitivity(node);
    if (less != more) {
      int cause = cause(new Cause.Sensitivity(place(node), less, more));
      values.add(node, new ValueChange(cause, new RadiusSums(0, more - less, 0)));
    }
    boolean marked = after.crownJewel(node);
    if (before.crownJewel(then) != marked) {
      int cause = cause(new Cause.CrownJewel(place(node), marked));
      values.add(node, new ValueChange(cause, new RadiusSums(0, 0, marked ? 1 : -1)));
    }
  }

  private void edges(int node) {
    int then = earlier[node];
    int outBefore = then < 0 ? 0 : before.endOut(then) - before.firstOut(then);
    int outAfter = inAfter(node) < 0 ? 0 : after.endOut(node) - after.firstOut(node);
    long[] sorted = new long[outBefore + outAfter];
    int size = 0;
    for (int i = 0; i < outBefore; i++) {
      int edge = before.firstOut(then) + i;
      if (before.edgeKind(edge).walkable()) {
        sorted[size++] = packed(before.edgeKind(edge), later[before.to(edge)], 0, i);
      }
    }
    for (int i = 0; i < outAfter; i++) {
      int edge = after.firstOut(node) + i;
      if (after.edgeKind(edge).walkable()) {
        sorted[size++] = packed(after.edgeKind(edge), after.to(edge), 1, i);
      }
    }
    Arrays.sort(sorted, 0, size);
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && sorted[to] >>> END_SHIFT == sorted[from] >>> END_SHIFT) {
        to++;
      }
      fact(node, sorted, from, to);
      from = to;
    }
  }

  @SuppressWarnings("EnumOrdinal") // never leaves this class
  private static long packed(EdgeKind kind, int end, int state, int place) {
    return (long) kind.ordinal() << KIND_SHIFT
        | (long) end << END_SHIFT
        | (long) state << STATE_BIT
        | place;
  }

  /// All statements of one fact in both states.
  private void fact(int node, long[] sorted, int from, int to) {
    int end = (int) (sorted[from] >>> END_SHIFT) & Integer.MAX_VALUE;
    int first = -1;
    int last = -1;
    int held = -1;
    int holds = -1;
    for (int i = from; i < to; i++) {
      int place = (int) sorted[i] & (1 << PLACE_BITS) - 1;
      if ((sorted[i] >>> STATE_BIT & 1) == 0) {
        int edge = before.firstOut(earlier[node]) + place;
        first = first < 0 ? edge : first;
        held = held < 0 && before.holds(edge) ? edge : held;
      } else {
        int edge = after.firstOut(node) + place;
        last = last < 0 ? edge : last;
        holds = holds < 0 && after.holds(edge) ? edge : holds;
      }
    }
    if (held < 0 && holds < 0) {
      return;
    }
    boolean wasUsable = earlier[end] < 0 || usable(before, earlier[end]);
    boolean isUsable = inAfter(end) < 0 || usable(after, end);
    if (earlier[end] < 0) {
      wasUsable = isUsable;
    } else if (inAfter(end) < 0) {
      isUsable = wasUsable;
    }
    if (!wasUsable && !isUsable) {
      return;
    }
    int activity = wasUsable == isUsable ? -1 : switched(end, isUsable);
    int change = -1;
    if (held < 0) {
      change =
          cause(came(KINDS[(int) (sorted[from] >>> KIND_SHIFT)], node, end, holds, first >= 0));
    } else if (holds < 0) {
      change = cause(went(KINDS[(int) (sorted[from] >>> KIND_SHIFT)], node, end, held, last));
    }
    add(end, change, activity);
  }

  private static boolean usable(GraphSnapshot in, int node) {
    return in.kind(node) != NodeKind.ACCOUNT || in.active(node) != Active.NO;
  }

  private int switched(int account, boolean usable) {
    Integer known = switched.get(account);
    if (known == null) {
      known = cause(new Cause.Activity(place(account), usable, after.source(account)));
      switched.put(account, known);
    }
    return known;
  }

  private Cause.Fact came(EdgeKind kind, int node, int end, int edge, boolean existed) {
    Edge is = after.edge(edge);
    Instant seen = existed ? is.validFrom() : is.firstSeen();
    Turn turn = existed ? Turn.BEGAN : Turn.APPEARED;
    return fact(kind, node, end, turn, is, seen);
  }

  private Cause.Fact went(EdgeKind kind, int node, int end, int edge, int last) {
    Edge was = before.edge(edge);
    return last < 0
        ? fact(kind, node, end, Turn.DISAPPEARED, was, was.lastSeen())
        : fact(kind, node, end, Turn.ENDED, was, after.edge(last).validTo());
  }

  private Cause.Fact fact(
      EdgeKind kind, int node, int end, Turn turn, Edge edge, @Nullable Instant seen) {
    return new Cause.Fact(kind, place(node), place(end), turn, edge.source(), seen, edge.rule());
  }

  private void add(int end, int fact, int activity) {
    if (count == targets.length) {
      int more = count + (count >> 1) + 16;
      targets = Arrays.copyOf(targets, more);
      facts = Arrays.copyOf(facts, more);
      activities = Arrays.copyOf(activities, more);
    }
    targets[count] = end;
    facts[count] = fact;
    activities[count++] = activity;
  }
}
