package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a changed snapshot: those of the nodes that lead to a change are carried anew over
/// the components among them, all others are those of the snapshot before.
final class ChangedRows implements LeafRows {

  private final LeafRows before;
  private final GraphSnapshot snapshot;
  private final int[] nodes;
  private final int[] number;
  private final int[] others;
  private final Components components;
  private final int width;
  private final long[] rows;

  /// @param leaves the nodes of each leaf, as in `before`
  /// @param leading all nodes that lead to a change, before or after
  /// @param judged which other nodes are to be judged
  ChangedRows(
      LeafRows before, GraphSnapshot snapshot, List<int[]> leaves, BitSet leading, BitSet judged) {
    this.before = before;
    this.snapshot = snapshot;
    this.nodes = leading.stream().toArray();
    this.number = new int[snapshot.nodeCount()];
    Arrays.fill(number, -1);
    for (int i = 0; i < nodes.length; i++) {
      number[nodes[i]] = i;
    }
    this.others = judged.stream().filter(node -> number[node] < 0).toArray();
    Adjacency among = among();
    this.components = Components.of(among);
    this.width = before.width();
    this.rows = new long[components.count() * width];
    own(leaves);
    for (int c = 0; c < components.count(); c++) {
      for (int member : components.members(c)) {
        carry(c, nodes[member]);
      }
    }
  }

  /// The edges between nodes that lead to a change.
  private Adjacency among() {
    int[] offsets = new int[nodes.length + 1];
    IntStream.Builder targets = IntStream.builder();
    for (int i = 0; i < nodes.length; i++) {
      int at = i + 1;
      offsets[at] = offsets[i];
      snapshot.forEachOut(
          nodes[i],
          e -> {
            int to = number[snapshot.to(e)];
            if (to >= 0) {
              offsets[at]++;
              targets.add(to);
            }
          });
    }
    return new Adjacency(offsets, targets.build().toArray());
  }

  /// Takes over what the successors of a node reach; components come after those that they lead to.
  private void carry(int component, int node) {
    snapshot.forEachOut(
        node,
        e -> {
          int to = snapshot.to(e);
          if (number[to] < 0) {
            before.add(to, rows, component * width);
          } else if (components.of(number[to]) != component) {
            copy(components.of(number[to]), rows, component * width);
          }
        });
  }

  private boolean copy(int component, long[] bits, int at) {
    boolean any = false;
    for (int w = 0, from = component * width; w < width; w++, from++) {
      bits[at + w] |= rows[from];
      any |= rows[from] != 0;
    }
    return any;
  }

  /// Sets the leaves that the nodes are in themselves.
  private void own(List<int[]> leaves) {
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      for (int member : leaves.get(leaf)) {
        if (number[member] >= 0) {
          rows[components.of(number[member]) * width + (leaf >> 6)] |= 1L << leaf;
        }
      }
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int[] representatives() {
    int[] all = Arrays.copyOf(others, others.length + components.count());
    for (int c = 0; c < components.count(); c++) {
      all[others.length + c] = nodes[components.member(components.first(c))];
    }
    return all;
  }

  @Override
  public int[] cycle(int node) {
    return number[node] < 0
        ? before.cycle(node)
        : Arrays.stream(components.members(components.of(number[node])))
            .map(i -> nodes[i])
            .toArray();
  }

  @Override
  public boolean together(int one, int other) {
    int a = number[one];
    int b = number[other];
    if (a < 0 && b < 0) {
      return before.together(one, other);
    }
    return a >= 0 && b >= 0 && components.of(a) == components.of(b);
  }

  @Override
  public int[] successors(int node) {
    IntStream.Builder successors = IntStream.builder();
    snapshot.forEachOut(node, e -> successors.add(snapshot.to(e)));
    return successors.build().toArray();
  }

  @Override
  public boolean add(int node, long[] bits, int at) {
    return number[node] < 0
        ? before.add(node, bits, at)
        : copy(components.of(number[node]), bits, at);
  }
}
