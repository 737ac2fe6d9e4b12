package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The edges of a snapshot that some changes take.
///
/// @param lost those that are no reach any more, a deactivated account's ownerships among them
/// @param granting the memberships and grants that go; a deactivation takes all that the account
///   holds itself
public record Taken(Set<Integer> lost, List<Integer> granting) {

  public Taken {
    lost = Set.copyOf(lost);
    granting = List.copyOf(granting);
  }

  /// What changes take from a snapshot.
  public static Taken by(GraphSnapshot snapshot, Collection<PlannedChange> changes) {
    RemovableEdges removable = new RemovableEdges(snapshot, RemovalRules.OPEN);
    Set<Integer> lost = new TreeSet<>();
    List<Integer> granting = new ArrayList<>();
    for (PlannedChange change : changes) {
      List<Integer> removed =
          change.removals().stream()
              .flatMap(removal -> removable.edgesOf(removal).stream())
              .distinct()
              .toList();
      lost.addAll(removed);
      if (change instanceof Deactivate) {
        snapshot
            .find(change.resource().value())
            .ifPresent(account -> {
              snapshot.forEachIn(account, lost::add);
              snapshot.forEachOut(
                  account,
                  e -> {
                    EdgeKind kind = snapshot.edgeKind(e);
                    if (kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS) {
                      granting.add(e);
                    }
                  });
            });
      } else {
        granting.addAll(removed);
      }
    }
    return new Taken(lost, granting.stream().distinct().toList());
  }
}
