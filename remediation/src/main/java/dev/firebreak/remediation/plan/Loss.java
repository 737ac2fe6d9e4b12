package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Who loses what by changes, counted on a snapshot.
final class Loss {

  private final GraphSnapshot snapshot;
  private final RemovableEdges removable;
  private final PlanningRules rules;
  private final Walk backward;

  Loss(GraphSnapshot snapshot, RemovableEdges removable, PlanningRules rules) {
    this.snapshot = snapshot;
    this.removable = removable;
    this.rules = rules;
    this.backward = Walk.backward(snapshot);
  }

  /// The edges that are no reach any more, by index.
  Set<Integer> edgesLost(Collection<PlannedChange> changes) {
    Set<Integer> lost = new TreeSet<>();
    for (PlannedChange change : changes) {
      switch (change) {
        case RemoveMember _, RemoveGrant _, RemoveRight _ -> lost.addAll(removable.edgesOf(change));
        case Deactivate _ ->
            snapshot
                .find(change.resource().value())
                .ifPresent(account -> snapshot.forEachIn(account, lost::add));
      }
    }
    return lost;
  }

  /// The identities that reach less than before, by index.
  ///
  /// An identity loses something exactly if it no longer reaches the head of some lost edge: of a
  /// way to a node that is lost, what follows the last lost edge is still there.
  Set<Integer> identitiesLosing(Collection<PlannedChange> changes) {
    Set<Integer> lost = edgesLost(changes);
    Set<Integer> losing = new TreeSet<>();
    lost.stream()
        .filter(snapshot::isReach)
        .map(e -> snapshot.edge(e).to())
        .distinct()
        .forEach(head -> {
          List<Integer> before = identities(backward.from(head));
          backward.from(head, edge -> !lost.contains(edge));
          before.stream().filter(identity -> !backward.found(identity)).forEach(losing::add);
        });
    return losing;
  }

  /// Whether a change takes away something that was used lately, as far as is known.
  boolean isUsed(PlannedChange change) {
    return use(List.of(change)).used() > 0;
  }

  /// How many of the changes take away something that was used. A deactivation takes all that the
  /// account holds itself.
  Effect.Use use(Collection<PlannedChange> changes) {
    int used = 0;
    int unused = 0;
    int unknown = 0;
    for (PlannedChange change : changes) {
      for (Edge edge : granting(change)) {
        switch (rules.use().apply(edge)) {
          case UseVerdict.Used _, UseVerdict.Seasonal _ -> used++;
          case UseVerdict.Unused _ -> unused++;
          case UseVerdict.Unknown _, UseVerdict.TooNew _ -> unknown++;
        }
      }
    }
    return new Effect.Use(used, unused, unknown);
  }

  private List<Edge> granting(PlannedChange change) {
    return switch (change) {
      case RemoveMember _, RemoveGrant _, RemoveRight _ ->
          removable.edgesOf(change).stream().map(snapshot::edge).toList();
      case Deactivate _ -> {
        List<Edge> held = new ArrayList<>();
        snapshot
            .find(change.resource().value())
            .ifPresent(account -> snapshot.forEachOut(account, e -> held.add(snapshot.edge(e))));
        yield held.stream()
            .filter(edge -> edge.kind() == EdgeKind.HOLDS || edge.kind() == EdgeKind.MEMBER_OF)
            .toList();
      }
    };
  }

  private List<Integer> identities(Walk walk) {
    return walk.nodes()
        .filter(node -> snapshot.node(node).kind() == NodeKind.IDENTITY)
        .boxed()
        .toList();
  }
}
