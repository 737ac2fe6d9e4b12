package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.whatif.IdentityChange.Resource;
import dev.firebreak.analytics.whatif.IdentityChange.Sums;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Compares the blast radii of two snapshots that have the same nodes. Only who reaches the start
/// of an edge that one of them lacks can reach something else: those are searched in both.
final class ChangedRadii {

  private final GraphSnapshot snapshot;
  private final Search before;
  private final Search after;

  private ChangedRadii(GraphSnapshot snapshot, GraphSnapshot changed) {
    this.snapshot = snapshot;
    this.before = new Search(Adjacency.of(snapshot));
    this.after = new Search(Adjacency.of(changed));
  }

  /// The identities that reach other resources, those with the largest change of weight first, then
  /// by key.
  static List<IdentityChange> of(GraphSnapshot snapshot, GraphSnapshot changed) {
    return new ChangedRadii(snapshot, changed).find();
  }

  private List<IdentityChange> find() {
    boolean[] starts = new boolean[snapshot.nodeCount()];
    for (int node = 0; node < starts.length; node++) {
      starts[node] =
          !Arrays.equals(
              before.rows.targets(node).sorted().distinct().toArray(),
              after.rows.targets(node).sorted().distinct().toArray());
    }
    boolean[] lead = leading(before.rows, starts);
    boolean[] wouldLead = leading(after.rows, starts);
    List<IdentityChange> changes = new ArrayList<>();
    snapshot
        .nodes(NodeKind.IDENTITY)
        .filter(identity -> lead[identity] || wouldLead[identity])
        .forEach(identity -> compare(identity, changes));
    changes.sort(
        Comparator.comparingLong((IdentityChange change) -> -Math.abs(change.growth()))
            .thenComparing(change -> change.identity().key()));
    return List.copyOf(changes);
  }

  private void compare(int identity, List<IdentityChange> changes) {
    before.from(identity);
    after.from(identity);
    int[] lost = before.resources().filter(node -> !after.found(node)).toArray();
    int[] gained = after.resources().filter(node -> !before.found(node)).toArray();
    if (lost.length + gained.length > 0) {
      changes.add(
          new IdentityChange(
              Place.of(snapshot, identity),
              before.sums(),
              after.sums(),
              gained.length,
              lost.length,
              most(gained),
              most(lost)));
    }
  }

  private List<Resource> most(int[] nodes) {
    return IntStream.of(nodes)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer node) -> -snapshot.sensitivity(node))
                .thenComparing(snapshot::key))
        .limit(IdentityChange.LISTED)
        .map(node ->
            new Resource(
                Place.of(snapshot, node), snapshot.sensitivity(node), snapshot.crownJewel(node)))
        .toList();
  }

  /// Which nodes are starts or lead to one.
  private static boolean[] leading(Adjacency rows, boolean[] starts) {
    Adjacency back = rows.reversed();
    boolean[] found = starts.clone();
    int[] queue = new int[found.length];
    int size = 0;
    for (int node = 0; node < found.length; node++) {
      if (found[node]) {
        queue[size++] = node;
      }
    }
    for (int head = 0; head < size; head++) {
      for (int at = back.first(queue[head]); at < back.end(queue[head]); at++) {
        int from = back.target(at);
        if (!found[from]) {
          found[from] = true;
          queue[size++] = from;
        }
      }
    }
    return found;
  }

  /// A search from one node after another.
  private final class Search {

    private final Adjacency rows;
    private final int[] seen;
    private final int[] queue;
    private int round;
    private int size;

    Search(Adjacency rows) {
      this.rows = rows;
      this.seen = new int[rows.nodeCount()];
      this.queue = new int[rows.nodeCount()];
    }

    void from(int start) {
      round++;
      size = 1;
      queue[0] = start;
      seen[start] = round;
      for (int head = 0; head < size; head++) {
        for (int at = rows.first(queue[head]); at < rows.end(queue[head]); at++) {
          int to = rows.target(at);
          if (seen[to] != round) {
            seen[to] = round;
            queue[size++] = to;
          }
        }
      }
    }

    boolean found(int node) {
      return seen[node] == round;
    }

    IntStream resources() {
      return IntStream.range(1, size)
          .map(at -> queue[at])
          .filter(node -> snapshot.kind(node).isResource());
    }

    Sums sums() {
      int[] nodes = resources().toArray();
      long weighted = 0;
      int jewels = 0;
      int entitlements = 0;
      for (int node : nodes) {
        weighted += snapshot.sensitivity(node);
        jewels += snapshot.crownJewel(node) ? 1 : 0;
        entitlements += snapshot.kind(node) == NodeKind.ENTITLEMENT ? 1 : 0;
      }
      return new Sums(nodes.length, weighted, jewels, entitlements);
    }
  }
}
