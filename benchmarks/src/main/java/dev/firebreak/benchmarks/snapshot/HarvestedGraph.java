package dev.firebreak.benchmarks.snapshot;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A generated graph with all that a harvest writes beside it: who states an edge and what carries
/// it, mail addresses, when all was first and last seen; one grant in ten begins or ends some day.
public final class HarvestedGraph {

  private static final Duration DAY = Duration.ofDays(1);

  private final GraphSnapshot plain;
  private final Instant now;

  private HarvestedGraph(GraphSnapshot plain) {
    this.plain = plain;
    this.now = plain.asOf();
  }

  /// The same nodes and edges as a harvest would have left them.
  public static GraphSnapshot of(GraphSnapshot plain) {
    return new HarvestedGraph(plain).build();
  }

  private GraphSnapshot build() {
    GraphSnapshot.Builder builder = GraphSnapshot.builder(now);
    for (int node = 0; node < plain.nodeCount(); node++) {
      builder.add(node(node));
    }
    for (int edge = 0; edge < plain.edgeCount(); edge++) {
      builder.add(edge(edge));
    }
    return builder.build();
  }

  private Node node(int index) {
    Node node = plain.node(index);
    NodeKey key = NodeKey.parse(node.key());
    boolean person = node.kind() == NodeKind.ACCOUNT || node.kind() == NodeKind.IDENTITY;
    return new Node(
        node.kind(),
        node.key(),
        node.name(),
        key.source(),
        key.type(),
        key.id(),
        node.active(),
        node.identityKind(),
        node.sensitivity(),
        node.crownJewel(),
        node.value(),
        node.right(),
        person ? key.id() : null,
        person ? key.id() + "@larkspur.example" : null,
        node.department(),
        person ? "Title " + index % 120 : null,
        now.minus(DAY.multipliedBy(30 + index % 12)),
        now.minus(DAY.multipliedBy(index % 12)));
  }

  private Edge edge(int index) {
    EdgeKind kind = plain.edgeKind(index);
    int from = plain.from(index);
    int to = plain.to(index);
    boolean access = kind == EdgeKind.MEMBER_OF || kind == EdgeKind.HOLDS;
    boolean concluded = kind == EdgeKind.OWNS || kind == EdgeKind.SIGNS_IN_AS;
    Instant since = access && index % 10 == 0 ? now.minus(DAY.multipliedBy(index % 700)) : null;
    return new Edge(
        kind,
        from,
        to,
        concluded ? NodeKey.FIREBREAK : NodeKey.parse(plain.key(from)).source(),
        concluded ? null : plain.key(kind == EdgeKind.MEMBER_OF ? to : from),
        attribute(kind),
        concluded ? "employee number" : null,
        kind == EdgeKind.OWNS ? (Integer) (60 + index % 40) : null,
        since,
        since,
        since != null && index % 20 == 0 ? now.plus(DAY.multipliedBy(1 + index % 90)) : null,
        now.minus(DAY.multipliedBy(30 + index % 12)),
        now.minus(DAY.multipliedBy(index % 12)));
  }

  private static @Nullable String attribute(EdgeKind kind) {
    return switch (kind) {
      case MEMBER_OF -> "members";
      case HOLDS -> "entitlements";
      case IMPLIES, ON, OPENS, CONTAINS -> "rights";
      case OWNS, SIGNS_IN_AS, REPORTS_TO -> null;
    };
  }
}
