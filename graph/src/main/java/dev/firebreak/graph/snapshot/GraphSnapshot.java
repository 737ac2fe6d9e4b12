package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The identity graph at one instant. Nodes and edges have dense indexes. Reach is the set of
/// [EdgeKind#WALKABLE] edges that hold at that instant and do not lead into an inactive account;
/// only those are in the rows that [#forEachOut] and [#forEachIn] walk.
public final class GraphSnapshot {

  private final Instant asOf;
  private final Node[] nodes;
  private final Edge[] edges;
  private final Map<String, Integer> index;
  private final Rows out;
  private final Rows in;

  /// Compressed sparse rows: the edges of node `i` are `edges[offsets[i]]` to `edges[offsets[i + 1]
  /// - 1]`.
  private static final class Rows {
    final int[] offsets;
    final int[] edges;

    Rows(int[] offsets, int[] edges) {
      this.offsets = offsets;
      this.edges = edges;
    }
  }

  private GraphSnapshot(Instant asOf, List<Node> nodes, List<Edge> edges) {
    this.asOf = asOf;
    this.nodes = nodes.toArray(Node[]::new);
    this.edges = edges.toArray(Edge[]::new);
    this.index = HashMap.newHashMap(this.nodes.length);
    for (int i = 0; i < this.nodes.length; i++) {
      if (index.put(this.nodes[i].key(), i) != null) {
        throw new IllegalArgumentException("two nodes have the key " + this.nodes[i].key());
      }
    }
    int[] reach = IntStream.range(0, this.edges.length).filter(this::isReach).toArray();
    this.out = rows(reach, true);
    this.in = rows(reach, false);
  }

  /// Starts an empty snapshot that is decided for `asOf`.
  public static Builder builder(Instant asOf) {
    return new Builder(asOf);
  }

  /// Collects nodes and edges; an edge may only name nodes already added.
  public static final class Builder {
    private final Instant asOf;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    private Builder(Instant asOf) {
      this.asOf = asOf;
    }

    /// Adds a node and returns its index.
    public int add(Node node) {
      nodes.add(node);
      return nodes.size() - 1;
    }

    /// Adds an edge.
    public Builder add(Edge edge) {
      if (edge.from() >= nodes.size() || edge.to() >= nodes.size()) {
        throw new IllegalArgumentException("edge names a node that does not exist: " + edge);
      }
      edges.add(edge);
      return this;
    }

    public GraphSnapshot build() {
      return new GraphSnapshot(asOf, nodes, edges);
    }
  }

  /// The instant for which validity was decided.
  public Instant asOf() {
    return asOf;
  }

  public int nodeCount() {
    return nodes.length;
  }

  /// All edges, walkable or not, valid or not.
  public int edgeCount() {
    return edges.length;
  }

  public Node node(int index) {
    return nodes[index];
  }

  public Edge edge(int index) {
    return edges[index];
  }

  /// The index of the node with this key, if the snapshot has it.
  public OptionalInt find(String key) {
    Integer found = index.get(key);
    return found == null ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /// The indexes of all nodes of a kind, ascending.
  public IntStream nodes(NodeKind kind) {
    return IntStream.range(0, nodes.length).filter(i -> nodes[i].kind() == kind);
  }

  /// The indexes of all edges of a kind that hold at [#asOf], ascending; also those that are no
  /// reach.
  public IntStream edges(EdgeKind kind) {
    return IntStream.range(0, edges.length)
        .filter(e -> edges[e].kind() == kind && edges[e].holdsAt(asOf));
  }

  /// Hands the index of each reach edge that leaves `node` to `each`.
  public void forEachOut(int node, IntConsumer each) {
    for (int i = out.offsets[node]; i < out.offsets[node + 1]; i++) {
      each.accept(out.edges[i]);
    }
  }

  /// Hands the index of each reach edge that enters `node` to `each`.
  public void forEachIn(int node, IntConsumer each) {
    for (int i = in.offsets[node]; i < in.offsets[node + 1]; i++) {
      each.accept(in.edges[i]);
    }
  }

  /// Whether the edge is walked: walkable, valid at [#asOf], and not into an inactive account.
  public boolean isReach(int edge) {
    Edge e = edges[edge];
    return e.kind().walkable()
        && e.holdsAt(asOf)
        && (nodes[e.to()].kind() != NodeKind.ACCOUNT || nodes[e.to()].active() != Active.NO);
  }

  /// A snapshot without some edges, for asking what would change.
  ///
  /// @param removed indexes of this snapshot's edges
  public GraphSnapshot without(IntStream removed) {
    boolean[] gone = new boolean[edges.length];
    removed.forEach(e -> gone[e] = true);
    List<Edge> kept = new ArrayList<>(edges.length);
    for (int e = 0; e < edges.length; e++) {
      if (!gone[e]) {
        kept.add(edges[e]);
      }
    }
    return new GraphSnapshot(asOf, Arrays.asList(nodes), kept);
  }

  /// A snapshot in which an account is inactive, for asking what its deactivation would change.
  public GraphSnapshot withInactive(int account) {
    List<Node> changed = new ArrayList<>(Arrays.asList(nodes));
    changed.set(account, nodes[account].withActive(Active.NO));
    return new GraphSnapshot(asOf, changed, Arrays.asList(edges));
  }

  private Rows rows(int[] reach, boolean forward) {
    int[] offsets = new int[nodes.length + 1];
    for (int e : reach) {
      offsets[end(e, forward) + 1]++;
    }
    for (int i = 0; i < nodes.length; i++) {
      offsets[i + 1] += offsets[i];
    }
    int[] next = offsets.clone();
    int[] row = new int[reach.length];
    for (int e : reach) {
      row[next[end(e, forward)]++] = e;
    }
    return new Rows(offsets, row);
  }

  private int end(int edge, boolean forward) {
    return forward ? edges[edge].from() : edges[edge].to();
  }
}
