package dev.firebreak.ingest.scene;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A whole graph as lines of text, one a node or an edge, everything but the times of harvests.
public final class GraphText {

  private GraphText() {}

  /// Reads lines as a test writes them, sorted.
  public static SortedSet<String> lines(String text) {
    return new TreeSet<>(text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  /// Every node and edge.
  public static SortedSet<String> of(GraphSnapshot snapshot) {
    SortedSet<String> lines = new TreeSet<>();
    IntStream.range(0, snapshot.nodeCount())
        .mapToObj(snapshot::node)
        .filter(node -> node.kind() != NodeKind.SOURCE)
        .map(GraphText::line)
        .forEach(lines::add);
    IntStream.range(0, snapshot.edgeCount())
        .mapToObj(e -> line(snapshot, snapshot.edge(e)))
        .forEach(line -> {
          if (!lines.add(line)) {
            throw new AssertionError("the graph has this edge twice: " + line);
          }
        });
    return lines;
  }

  /// Every node and edge with its first and last sighting.
  public static List<String> withFirstSeen(GraphSnapshot snapshot) {
    return IntStream.concat(
            IntStream.range(0, snapshot.nodeCount()),
            IntStream.range(0, snapshot.edgeCount()).map(e -> -1 - e))
        .mapToObj(i ->
            i >= 0
                ? line(snapshot.node(i)) + " since " + snapshot.node(i).firstSeen()
                : line(snapshot, snapshot.edge(-1 - i))
                    + " since "
                    + snapshot.edge(-1 - i).firstSeen())
        .sorted()
        .toList();
  }

  private static String line(Node node) {
    StringBuilder line = new StringBuilder(node.kind().label() + " " + node.key());
    line.append(" \"").append(node.name()).append('"');
    if (node.kind() == NodeKind.ACCOUNT || node.kind() == NodeKind.IDENTITY) {
      line.append(" active=").append(node.active());
    }
    if (node.identityKind() != IdentityKind.UNKNOWN) {
      line.append(' ').append(node.identityKind());
    }
    if (node.kind().isResource()) {
      line.append(" s=").append(node.sensitivity());
    }
    line.append(node.crownJewel() ? " crown" : "").append(node.right() ? " right" : "");
    add(line, "value", node.value());
    add(line, "userName", node.userName());
    add(line, "email", node.email());
    add(line, "department", node.department());
    add(line, "title", node.title());
    return line.toString();
  }

  private static String line(GraphSnapshot snapshot, Edge edge) {
    StringBuilder line = new StringBuilder(snapshot.node(edge.from()).key());
    line.append(" -").append(edge.kind()).append("-> ").append(snapshot.node(edge.to()).key());
    add(line, "via", edge.via());
    add(line, "by", edge.attribute());
    add(line, "rule", edge.rule());
    add(line, "since", edge.since());
    add(line, "from", edge.validFrom());
    add(line, "until", edge.validTo());
    return line.toString();
  }

  private static void add(StringBuilder line, String name, @Nullable Object value) {
    if (value != null) {
      line.append(' ').append(name).append('=').append(value);
    }
  }
}
