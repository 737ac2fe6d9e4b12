package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.AccessPath.Hop;
import dev.firebreak.analytics.finding.AccessPath.Stop;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An access path as it is drawn: stops on a line, the edge's word over the line, a cut edge with
/// the break.
///
/// @param title what the path leads to
/// @param note how, in one phrase; may be empty
public record PathView(String title, String note, List<StopView> stops) {

  /// A stop and the edge that leaves it.
  ///
  /// @param small the line under the name: a source, a title, a state
  /// @param edge the word over the line to the next stop, null for the last stop
  /// @param cut whether a plan removes that edge
  public record StopView(NodeRef node, String small, @Nullable String edge, boolean cut) {}

  /// A path without cuts.
  public static PathView of(GraphSnapshot snapshot, SourceNames names, AccessPath path) {
    return of(snapshot, names, path, hop -> false);
  }

  /// A path as it is drawn, with the hops that `isCut` picks drawn as cut.
  public static PathView of(
      GraphSnapshot snapshot, SourceNames names, AccessPath path, Predicate<Hop> isCut) {
    List<StopView> stops = new ArrayList<>();
    for (int i = 0; i < path.stops().size(); i++) {
      Stop stop = path.stops().get(i);
      Hop hop = i < path.hops().size() ? path.hops().get(i) : null;
      stops.add(
          new StopView(
              ref(snapshot, stop),
              small(snapshot, names, stop),
              hop == null ? null : hop.kind().word(),
              hop != null && isCut.test(hop)));
    }
    return new PathView(path.title(), path.note(), List.copyOf(stops));
  }

  /// The last stop.
  public NodeRef target() {
    return stops.getLast().node();
  }

  /// How many edges.
  public int hops() {
    return stops.size() - 1;
  }

  /// The stops between the two ends.
  public List<StopView> between() {
    return stops.size() < 3 ? List.of() : stops.subList(1, stops.size() - 1);
  }

  /// A right is named without its safe, which is the next stop.
  private static NodeRef ref(GraphSnapshot snapshot, Stop stop) {
    NodeRef ref = NodeRef.of(snapshot, stop.key(), stop.kind(), stop.name());
    var found = snapshot.find(stop.key());
    Node node = found.isPresent() ? snapshot.node(found.getAsInt()) : null;
    String right = node != null && node.right() ? node.value() : null;
    return right == null ? ref : new NodeRef(ref.kind(), ref.identityKind(), ref.key(), right);
  }

  private static String small(GraphSnapshot snapshot, SourceNames names, Stop stop) {
    var found = snapshot.find(stop.key());
    Node node = found.isPresent() ? snapshot.node(found.getAsInt()) : null;
    return switch (stop.kind()) {
      case IDENTITY -> node == null || node.title() == null ? "" : String.valueOf(node.title());
      case ACCOUNT ->
          names.of(stop.source()) + (stop.active() == Active.UNKNOWN ? ", state unknown" : "");
      case ENTITLEMENT -> node != null && node.right() ? "right" : names.of(stop.source());
      case CONTAINER -> NodeKind.CONTAINER.word();
      case PRIVILEGED_ACCOUNT -> "secret";
      case GROUP, SOURCE -> names.of(stop.source());
    };
  }
}
