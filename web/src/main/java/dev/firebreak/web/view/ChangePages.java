package dev.firebreak.web.view;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.history.AccessChanges;
import dev.firebreak.ingest.history.AccessChanges.AccessChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What became of the memberships and grants around a node: the accounts of an identity, the rights
/// on a safe, anything else itself.
@Component
public final class ChangePages {

  /// How many changes a page has.
  public static final int LISTED = 100;

  private final CurrentGraph current;
  private final IdentityGraph graph;

  ChangePages(CurrentGraph current, IdentityGraph graph) {
    this.current = current;
    this.graph = graph;
  }

  /// One change.
  ///
  /// @param word what happened between the two: `joined`, `left`, `was given`, `lost`
  /// @param gained whether it is there now that was not before
  /// @param source what people call the source that states it; empty for what was concluded
  /// @param firstSeen since when it had been seen, of what went; null where that is unknown
  public record Line(
      Instant at,
      boolean gained,
      NodeRef from,
      String word,
      NodeRef to,
      String source,
      @Nullable Instant firstSeen) {}

  /// Some of the changes around a node, newest first.
  ///
  /// @param page counts from 1
  /// @param more whether there are older ones
  public record Changes(NodeRef node, List<Line> lines, int page, boolean more) {}

  /// The newest changes around a node; null for whoever sees a part, since what was is not known to
  /// have been in it.
  ///
  /// @throws NotThere if the graph has no such node
  public @Nullable Changes newest(String key, int most) {
    return current.isPart() ? null : of(key, 1, most);
  }

  /// A page of the changes around the node with this key.
  ///
  /// @param most how many it has at most
  /// @throws NotThere if the graph has no such node
  /// @throws NotUnderstood if the page is below 1
  public Changes of(String key, int page, int most) {
    if (page < 1 || page > 1_000_000) {
      throw new NotUnderstood("page must be a number from 1 on, not " + page + ".");
    }
    GraphSnapshot snapshot = current.snapshot();
    int node = snapshot.find(key).orElseThrow(() -> NotThere.node("node", key));
    List<AccessChange> found =
        AccessChanges.around(
            graph,
            around(snapshot, node),
            snapshot.kind(node) == NodeKind.IDENTITY ? key : null,
            (page - 1) * most,
            most + 1);
    SourceNames names = SourceNames.of(snapshot);
    return new Changes(
        NodeRef.of(snapshot, node),
        found.stream().limit(most).map(change -> line(snapshot, names, change)).toList(),
        page,
        found.size() > most);
  }

  private static List<String> around(GraphSnapshot snapshot, int node) {
    Neighbours near = Neighbours.of(snapshot);
    return switch (snapshot.kind(node)) {
      case IDENTITY ->
          near.out(node)
              .filter(edge -> snapshot.edgeKind(edge) == EdgeKind.OWNS)
              .mapToObj(edge -> snapshot.key(snapshot.to(edge)))
              .toList();
      case CONTAINER ->
          near.in(node)
              .filter(edge -> snapshot.edgeKind(edge) == EdgeKind.ON)
              .mapToObj(edge -> snapshot.key(snapshot.from(edge)))
              .toList();
      case ACCOUNT, GROUP, ENTITLEMENT, PRIVILEGED_ACCOUNT, SOURCE -> List.of(snapshot.key(node));
    };
  }

  private static Line line(GraphSnapshot snapshot, SourceNames names, AccessChange change) {
    boolean gained = change.what() == AccessChange.What.APPEARED;
    boolean member = change.kind() == EdgeKind.MEMBER_OF;
    NodeKind holder =
        NodeKey.parse(change.from()).type().equals("Group") ? NodeKind.GROUP : NodeKind.ACCOUNT;
    return new Line(
        change.at(),
        gained,
        NodeRef.of(snapshot, change.from(), holder, change.fromName()),
        member ? gained ? "joined" : "left" : gained ? "was given" : "lost",
        NodeRef.of(
            snapshot, change.to(), member ? NodeKind.GROUP : NodeKind.ENTITLEMENT, change.toName()),
        names.of(change.source()),
        change.firstSeen());
  }
}
