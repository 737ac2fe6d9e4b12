package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Choices.Choice;
import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How much less all starts would reach if one more change were made, for every change at once.
///
/// Only what lies between the starts and the targets is kept. Every change is a node of its own
/// that its edges pass through, so that what one start loses by it is exactly what that node
/// dominates in what the start reaches. When a change is made, the starts that went through it, and
/// no others, are counted again.
final class GainGraph {

  private final List<Choice> choices = new ArrayList<>();
  private final int firstChoice;
  private final int[] starts;
  private final Adjacency out;
  private final Adjacency in;
  private final Dominators dominators;
  private final boolean[] gone;
  private final long[] gains;
  private final boolean[] isStart;
  private long exposure;

  GainGraph(GraphSnapshot snapshot, BitSet from, BitSet targets, Choices all) {
    BitSet between = Between.nodes(snapshot, from, targets, all::isThere);
    int[] nodes = between.stream().toArray();
    Map<Integer, Integer> local = new HashMap<>();
    for (int i = 0; i < nodes.length; i++) {
      local.put(nodes[i], i);
    }
    Map<Integer, Choice> found = new TreeMap<>();
    Rows rows = new Rows();
    for (int node : nodes) {
      snapshot.forEachOut(
          node,
          e -> {
            if (between.get(snapshot.to(e)) && all.isThere(e)) {
              all.choice(e)
                  .ifPresentOrElse(
                      choice -> found.put(choice.number(), choice),
                      () -> rows.add(at(local, node), at(local, snapshot.to(e))));
            }
          });
    }
    this.firstChoice = nodes.length;
    choices.addAll(found.values());
    for (int i = 0; i < choices.size(); i++) {
      for (int e : choices.get(i).edges()) {
        if (between.get(snapshot.from(e)) && between.get(snapshot.to(e)) && all.isThere(e)) {
          rows.add(at(local, snapshot.from(e)), firstChoice + i);
          rows.add(firstChoice + i, at(local, snapshot.to(e)));
        }
      }
    }
    int count = firstChoice + choices.size();
    this.out = rows.build(count);
    this.in = out.reversed();
    this.gone = new boolean[count];
    this.gains = new long[count];
    this.isStart = new boolean[count];
    int[] weights = new int[count];
    targets.stream()
        .filter(between::get)
        .forEach(target -> weights[at(local, target)] = Weights.of(snapshot, target));
    this.starts = from.stream().filter(between::get).map(node -> at(local, node)).toArray();
    for (int start : starts) {
      isStart[start] = true;
    }
    this.dominators = new Dominators(out, in, weights, gone);
    for (int start : starts) {
      count(start, 1);
    }
  }

  private static int at(Map<Integer, Integer> local, int node) {
    return local.getOrDefault(node, -1);
  }

  /// The sum over the starts of the weights of the targets that they reach.
  long exposure() {
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
    return gains[firstChoice + choice];
  }

  boolean isMade(int choice) {
    return gone[firstChoice + choice];
  }

  /// Makes a change.
  void make(int choice) {
    set(choice, true);
  }

  /// Takes a change back.
  void undo(int choice) {
    set(choice, false);
  }

  private void set(int choice, boolean made) {
    int node = firstChoice + choice;
    gone[node] = false;
    int[] affected = affected(node);
    gone[node] = !made;
    for (int start : affected) {
      count(start, -1);
    }
    gone[node] = made;
    for (int start : affected) {
      count(start, 1);
    }
  }

  private void count(int start, int sign) {
    exposure += sign * dominators.from(start);
    dominators.forEach((node, weight) -> {
      if (node >= firstChoice) {
        gains[node] += sign * weight;
      }
    });
  }

  private int[] affected(int node) {
    BitSet seen = new BitSet();
    int[] queue = new int[gone.length];
    int size = 1;
    queue[0] = node;
    seen.set(node);
    for (int head = 0; head < size; head++) {
      for (int at = in.first(queue[head]); at < in.end(queue[head]); at++) {
        int before = in.target(at);
        if (!gone[before] && !seen.get(before)) {
          seen.set(before);
          queue[size++] = before;
        }
      }
    }
    return seen.stream().filter(each -> isStart[each]).toArray();
  }
}
