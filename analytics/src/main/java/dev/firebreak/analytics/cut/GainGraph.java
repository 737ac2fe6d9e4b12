package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.analytics.whatif.SingleRemovals;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// How much less all starts would reach if one more change were made, for every change at once:
/// [SingleRemovals] of what lies between the starts and the targets. A change that takes one edge,
/// to which there is no parallel, is that edge; any other is a node of its own that its edges pass
/// through.
///
/// Counts are brought up to date when they are asked for. When changes were made or taken back, the
/// starts that lead to one of them, and no others, are counted again.
final class GainGraph {

  private final List<Choice> choices;
  private final GainRows rows;
  private final int[] starts;
  private final short[] payload;
  private final Adjacency back;
  private final BitSet made = new BitSet();
  private final long[] gains;
  private final BitSet stale = new BitSet();
  private Adjacency counted;
  private long exposure;

  GainGraph(GraphSnapshot snapshot, BitSet from, BitSet targets, Choices all) {
    BitSet between = Between.nodes(snapshot, from, targets, all::isThere);
    this.rows = new GainRows(snapshot, between, all);
    this.choices = rows.choices();
    this.starts = from.stream().filter(between::get).map(rows::local).toArray();
    this.payload = new short[rows.size()];
    for (int at = 0; at < payload.length; at++) {
      int node = rows.node(at);
      boolean target = node >= 0 && targets.get(node);
      payload[at] =
          target
              ? ReachGraph.payload(NodeKind.ENTITLEMENT, Weights.of(snapshot, node), false)
              : ReachGraph.payload(kind(snapshot, node), 0, false);
    }
    this.back = rows.all().reversed();
    this.gains = new long[choices.size()];
    this.counted = rows.all();
    count(counted, starts, 1);
  }

  /// Identities and accounts as such, where they lead to nothing of the kind but to accounts of an
  /// identity's own; all else is alike.
  private static NodeKind kind(GraphSnapshot snapshot, int node) {
    NodeKind kind = node < 0 ? NodeKind.GROUP : snapshot.kind(node);
    boolean[] plain = {kind == NodeKind.IDENTITY || kind == NodeKind.ACCOUNT};
    if (kind == NodeKind.ACCOUNT) {
      snapshot.forEachOut(
          node,
          e -> {
            NodeKind next = snapshot.kind(snapshot.to(e));
            plain[0] &= next != NodeKind.ACCOUNT && next != NodeKind.IDENTITY;
          });
    }
    return plain[0] ? kind : NodeKind.GROUP;
  }

  /// The sum over the starts of the weights of the targets that they reach.
  long exposure() {
    refresh();
    return exposure;
  }

  /// The changes that lie between, by number.
  List<Choice> choices() {
    return choices;
  }

  /// Where a change is in [#choices].
  int position(Choice choice) {
    int at = Collections.binarySearch(choices, choice, Comparator.comparingInt(Choice::number));
    if (at < 0) {
      throw new IllegalArgumentException(choice.removal().sentence() + " does not lie between");
    }
    return at;
  }

  /// By how much the exposure falls if this change is made next.
  long gain(int choice) {
    refresh();
    return gains[choice];
  }

  boolean isMade(int choice) {
    return made.get(choice);
  }

  /// Makes a change.
  void make(int choice) {
    made.set(choice);
    stale.set(choice);
  }

  /// Takes a change back.
  void undo(int choice) {
    made.clear(choice);
    stale.set(choice);
  }

  private void refresh() {
    if (stale.isEmpty()) {
      return;
    }
    Adjacency now = rows.without(made);
    int[] affected = affected();
    stale.clear();
    if (affected.length * 2 < starts.length) {
      count(counted, affected, -1);
      count(now, affected, 1);
    } else {
      exposure = 0;
      Arrays.fill(gains, 0);
      count(now, starts, 1);
    }
    counted = now;
  }

  private void count(Adjacency edges, int[] some, int sign) {
    if (some.length == 0) {
      return;
    }
    SingleRemovals removals = SingleRemovals.of(new ReachGraph(edges, payload), some, 1);
    exposure += sign * removals.total();
    for (int choice = 0; choice < gains.length; choice++) {
      gains[choice] += sign * rows.gain(choice, removals);
    }
  }

  /// The starts that lead to a change that was made or taken back, whatever else is made.
  private int[] affected() {
    BitSet seen = new BitSet();
    int[] queue = new int[payload.length];
    int size = 0;
    for (int choice : stale.stream().toArray()) {
      for (int begin : rows.begins(choice)) {
        if (!seen.get(begin)) {
          seen.set(begin);
          queue[size++] = begin;
        }
      }
    }
    for (int head = 0; head < size; head++) {
      for (int at = back.first(queue[head]); at < back.end(queue[head]); at++) {
        int before = back.target(at);
        if (!seen.get(before)) {
          seen.set(before);
          queue[size++] = before;
        }
      }
    }
    return Arrays.stream(starts).filter(seen::get).toArray();
  }
}
