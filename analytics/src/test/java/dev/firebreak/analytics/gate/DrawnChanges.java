package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Changes of a snapshot by chance.
final class DrawnChanges {

  private static final List<EdgeKind> KINDS =
      List.of(
          EdgeKind.MEMBER_OF,
          EdgeKind.MEMBER_OF,
          EdgeKind.HOLDS,
          EdgeKind.HOLDS,
          EdgeKind.IMPLIES,
          EdgeKind.CONTAINS,
          EdgeKind.SIGNS_IN_AS,
          EdgeKind.OPENS,
          EdgeKind.OWNS,
          EdgeKind.REPORTS_TO,
          EdgeKind.ON);

  private DrawnChanges() {}

  /// One change that a SCIM request makes, or several of any kind.
  static List<Change> of(GraphSnapshot snapshot, SplittableRandom random, int question) {
    List<Change> changes = new ArrayList<>();
    Set<List<Object>> said = new HashSet<>();
    switch (question) {
      case 0 -> remove(snapshot, random, changes, said);
      case 1 -> turn(snapshot, random, changes);
      case 2, 3 -> add(snapshot, random, changes, said);
      default -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          remove(snapshot, random, changes, said);
          add(snapshot, random, changes, said);
        }
        if (random.nextBoolean()) {
          turn(snapshot, random, changes);
        }
      }
    }
    return changes;
  }

  private static void remove(
      GraphSnapshot snapshot,
      SplittableRandom random,
      List<Change> changes,
      Set<List<Object>> said) {
    Edge edge = snapshot.edge(random.nextInt(snapshot.edgeCount()));
    if (said.add(List.of(edge.kind(), edge.from(), edge.to()))) {
      changes.add(
          new Change.Remove(
              "", edge.kind(), snapshot.key(edge.from()), snapshot.key(edge.to()), null));
    }
  }

  private static void add(
      GraphSnapshot snapshot,
      SplittableRandom random,
      List<Change> changes,
      Set<List<Object>> said) {
    for (int i = 0; i < 200; i++) {
      EdgeKind kind = KINDS.get(random.nextInt(KINDS.size()));
      int from = random.nextInt(snapshot.nodeCount());
      int to = random.nextInt(snapshot.nodeCount());
      if (kind.from().contains(snapshot.kind(from))
          && kind.to().contains(snapshot.kind(to))
          && snapshot.find(kind, from, to).noneMatch(snapshot::holds)
          && said.add(Arrays.asList(kind, from, to))) {
        changes.add(
            new Change.Add(
                "", kind, snapshot.key(from), snapshot.key(to), null, null, null, null, null));
        return;
      }
    }
  }

  private static void turn(GraphSnapshot snapshot, SplittableRandom random, List<Change> changes) {
    int[] accounts = snapshot.nodes(NodeKind.ACCOUNT).toArray();
    int account = accounts[random.nextInt(accounts.length)];
    changes.add(
        new Change.Switch("", snapshot.key(account), snapshot.active(account) != Active.YES));
  }
}
