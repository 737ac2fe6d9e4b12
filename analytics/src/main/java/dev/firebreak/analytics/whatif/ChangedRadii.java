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
public final class ChangedRadii {

  /// Somebody who reaches other resources.
  ///
  /// @param identity the index
  /// @param gained how many resources it reaches in the second snapshot only
  /// @param lost how many in the first only
  public record Moved(int identity, Sums before, Sums after, int gained, int lost) {

    long growth() {
      return after.weighted() - before.weighted();
    }
  }

  private final GraphSnapshot snapshot;
  private final Search before;
  private final Search after;
  private final List<Moved> moved = new ArrayList<>();

  private ChangedRadii(GraphSnapshot snapshot, GraphSnapshot changed) {
    this.snapshot = snapshot;
    this.before = new Search(snapshot);
    this.after = new Search(changed);
  }

  /// Compares everybody.
  static ChangedRadii between(GraphSnapshot snapshot, GraphSnapshot changed) {
    Adjacency rows = Adjacency.of(snapshot);
    Adjacency wouldBe = Adjacency.of(changed);
    boolean[] starts = new boolean[snapshot.nodeCount()];
    for (int node = 0; node < starts.length; node++) {
      starts[node] =
          !Arrays.equals(
              rows.targets(node).sorted().distinct().toArray(),
              wouldBe.targets(node).sorted().distinct().toArray());
    }
    boolean[] lead = leading(rows, starts);
    boolean[] wouldLead = leading(wouldBe, starts);
    return of(
        snapshot,
        changed,
        snapshot
            .nodes(NodeKind.IDENTITY)
            .filter(identity -> lead[identity] || wouldLead[identity]));
  }

  /// Compares some identities; nobody else reaches anything else.
  public static ChangedRadii of(
      GraphSnapshot snapshot, GraphSnapshot changed, IntStream identities) {
    ChangedRadii radii = new ChangedRadii(snapshot, changed);
    identities.forEach(radii::compare);
    radii.moved.sort(
        Comparator.comparingLong((Moved each) -> -Math.abs(each.growth()))
            .thenComparing(each -> snapshot.key(each.identity())));
    return radii;
  }

  private void compare(int identity) {
    before.from(identity);
    after.from(identity);
    int gained = after.besides(before);
    int lost = before.besides(after);
    if (lost + gained > 0) {
      moved.add(new Moved(identity, before.sums(), after.sums(), gained, lost));
    }
  }

  /// The identities that reach other resources, those with the largest change of weight first, then
  /// by key.
  public List<Moved> moved() {
    return List.copyOf(moved);
  }

  List<IdentityChange> all() {
    return first(moved.size());
  }

  /// The first of them, with what they gain and lose.
  public List<IdentityChange> first(int limit) {
    return moved.stream().limit(limit).map(this::told).toList();
  }

  private IdentityChange told(Moved each) {
    before.from(each.identity());
    after.from(each.identity());
    return new IdentityChange(
        Place.of(snapshot, each.identity()),
        each.before(),
        each.after(),
        each.gained(),
        each.lost(),
        most(after.resources().filter(node -> !before.found(node))),
        most(before.resources().filter(node -> !after.found(node))));
  }

  private List<Resource> most(IntStream nodes) {
    return nodes
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
  private static final class Search {

    private final GraphSnapshot snapshot;
    private final int[] seen;
    private final int[] queue;
    private int round;
    private int size;

    Search(GraphSnapshot snapshot) {
      this.snapshot = snapshot;
      this.seen = new int[snapshot.nodeCount()];
      this.queue = new int[snapshot.nodeCount()];
    }

    void from(int start) {
      round++;
      size = 1;
      queue[0] = start;
      seen[start] = round;
      for (int head = 0; head < size; head++) {
        int end = snapshot.endOut(queue[head]);
        for (int edge = snapshot.firstOut(queue[head]); edge < end; edge++) {
          int to = snapshot.to(edge);
          if (seen[to] != round && snapshot.isReach(edge)) {
            seen[to] = round;
            queue[size++] = to;
          }
        }
      }
    }

    boolean found(int node) {
      return seen[node] == round;
    }

    /// How many resources it found that another search did not find.
    int besides(Search other) {
      int count = 0;
      for (int at = 1; at < size; at++) {
        if (!other.found(queue[at]) && snapshot.kind(queue[at]).isResource()) {
          count++;
        }
      }
      return count;
    }

    IntStream resources() {
      return IntStream.range(1, size)
          .map(at -> queue[at])
          .filter(node -> snapshot.kind(node).isResource());
    }

    Sums sums() {
      int count = 0;
      long weighted = 0;
      int jewels = 0;
      int entitlements = 0;
      for (int at = 1; at < size; at++) {
        NodeKind kind = snapshot.kind(queue[at]);
        if (kind.isResource()) {
          count++;
          weighted += snapshot.sensitivity(queue[at]);
          jewels += snapshot.crownJewel(queue[at]) ? 1 : 0;
          entitlements += kind == NodeKind.ENTITLEMENT ? 1 : 0;
        }
      }
      return new Sums(count, weighted, jewels, entitlements);
    }
  }
}
