package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The identity graph at one instant. Nodes and edges have dense indexes: nodes by kind and then by
/// key, edges by start, kind and end, so that the same graph always has the same indexes. Reach is
/// the set of [EdgeKind#WALKABLE] edges that hold at that instant and do not lead into an inactive
/// account; [#forEachOut] and [#forEachIn] walk only those.
///
/// Everything is kept in columns: one array for each property. [#node(int)] and [#edge(int)] make
/// records of them when asked; who asks millions of times asks for one property. The snapshots that
/// [#at], [#without], [#withInactive] and [#withActive] make share the columns and the indexes, and
/// differ in which edges hold; [#with] copies the columns of edges and keeps the indexes of nodes.
@SuppressWarnings("EnumOrdinal") // the columns of nodes are in the order of their kinds
public final class GraphSnapshot {

  private final Instant asOf;
  private final NodeColumns nodes;
  private final EdgeColumns edges;
  private final Map<String, Instant> complete;
  private final Overlay overlay;
  private final Bits holds;
  private final Bits reach;

  private GraphSnapshot(
      Instant asOf,
      NodeColumns nodes,
      EdgeColumns edges,
      Map<String, Instant> complete,
      Overlay overlay) {
    this.asOf = asOf;
    this.nodes = nodes;
    this.edges = edges;
    this.complete = complete;
    this.overlay = overlay;
    this.holds = overlay.holding(edges, asOf);
    this.reach = overlay.reach(edges, nodes, holds);
  }

  /// The same nodes with other edges, or of which others hold.
  GraphSnapshot(
      GraphSnapshot same,
      Instant asOf,
      EdgeColumns edges,
      Map<String, Instant> complete,
      Overlay overlay,
      Bits holds,
      Bits reach) {
    this.asOf = asOf;
    this.nodes = same.nodes;
    this.edges = edges;
    this.complete = complete;
    this.overlay = overlay;
    this.holds = holds;
    this.reach = reach;
  }

  /// @param complete when the last harvest of each source began that saw everything
  static GraphSnapshot of(
      Instant asOf, NodeColumns nodes, EdgeColumns edges, Map<String, Instant> complete) {
    return new GraphSnapshot(asOf, nodes, edges, Map.copyOf(complete), Overlay.NOTHING);
  }

  /// Starts an empty snapshot that is decided for `asOf`.
  public static Builder builder(Instant asOf) {
    return new Builder(asOf);
  }

  /// Collects nodes and edges; an edge may only name nodes already added.
  public static final class Builder {
    private final Instant asOf;
    private final NodeRows nodes = new NodeRows();
    private final EdgeRows edges = new EdgeRows(nodes);

    private Builder(Instant asOf) {
      this.asOf = asOf;
    }

    /// Adds a node.
    ///
    /// @return its number for the edges that are added here; the snapshot's index is another
    /// @throws IllegalArgumentException if there is one with its key
    public int add(Node node) {
      return nodes.add(node, new Seen(node.firstSeen(), node.lastSeen(), false));
    }

    /// Adds an edge between the numbers of two nodes.
    public Builder add(Edge edge) {
      if (edge.from() >= nodes.size() || edge.to() >= nodes.size()) {
        throw new IllegalArgumentException("edge names a node that does not exist: " + edge);
      }
      edges.add(edge);
      return this;
    }

    public GraphSnapshot build() {
      return GraphSnapshot.of(asOf, nodes, edges, Map.of());
    }
  }

  static GraphSnapshot of(
      Instant asOf, NodeRows nodes, EdgeRows edges, Map<String, Instant> complete) {
    int[] order = nodes.order();
    NodeColumns sorted = nodes.build(order);
    return of(asOf, sorted, edges.build(order, sorted), complete);
  }

  /// The instant for which validity was decided.
  public Instant asOf() {
    return asOf;
  }

  public int nodeCount() {
    return nodes.count();
  }

  /// All edges, walkable or not, valid or not; of a snapshot [#without] some, those too.
  public int edgeCount() {
    return edges.count();
  }

  /// Everything about a node; made anew by each call.
  public Node node(int index) {
    return nodes.node(index, active(index), complete);
  }

  /// Everything about an edge; made anew by each call.
  public Edge edge(int index) {
    return edges.edge(index, nodes, complete);
  }

  // One property of a node

  public NodeKind kind(int node) {
    return nodes.kind(node);
  }

  public String key(int node) {
    return nodes.key(node);
  }

  public String name(int node) {
    return nodes.name(node);
  }

  /// The id in the source that it came from.
  public @Nullable String resourceId(int node) {
    return nodes.id(node, nodes.key(node));
  }

  /// What an entitlement is called in its source.
  public @Nullable String value(int node) {
    return nodes.value(node);
  }

  /// The id of the source it came from.
  public @Nullable String source(int node) {
    return nodes.source(node);
  }

  /// Whether an account can be used.
  public Active active(int node) {
    return overlay.active(node, nodes);
  }

  /// What stands behind an identity or account.
  public IdentityKind identityKind(int node) {
    return nodes.identityKind(node);
  }

  /// 0 to 100, what its loss would cost.
  public int sensitivity(int node) {
    return NodeState.sensitivity(nodes.states()[node]);
  }

  public boolean crownJewel(int node) {
    return NodeState.crownJewel(nodes.states()[node]);
  }

  /// The department of an identity or account.
  public @Nullable String department(int node) {
    return NodeColumns.value(nodes.departments(), nodes.department().get(node));
  }

  /// The title of an identity or account.
  public @Nullable String title(int node) {
    return NodeColumns.value(nodes.titles(), nodes.title().get(node));
  }

  // One property of an edge

  public EdgeKind edgeKind(int edge) {
    return edges.kind(edge);
  }

  /// The index of the node where an edge starts.
  public int from(int edge) {
    return edges.from()[edge];
  }

  /// The index of the node where an edge ends.
  public int to(int edge) {
    return edges.to()[edge];
  }

  /// The id of the source that states an edge; null for what nobody states.
  public @Nullable String edgeSource(int edge) {
    return edges.statement(edge).source();
  }

  /// The attribute of the resource that carries an edge, in which it is stated.
  public @Nullable String attribute(int edge) {
    return edges.statement(edge).attribute();
  }

  /// The key of the resource that carries an edge in its source and that a removal would change.
  public @Nullable String via(int edge) {
    return edges.via(edge, nodes);
  }

  /// When a harvest first saw an edge; null for unknown.
  public @Nullable Instant firstSeen(int edge) {
    return edges.firstSeen(edge);
  }

  /// When an edge begins to hold, if it has not always.
  public @Nullable Instant validFrom(int edge) {
    return edges.validFrom().get(edge);
  }

  /// When an edge no longer holds, if it ends.
  public @Nullable Instant validTo(int edge) {
    return edges.validTo().get(edge);
  }

  /// Whether an edge holds at [#asOf], reach or not.
  public boolean holds(int edge) {
    return holds.get(edge);
  }

  /// Whether an edge is left out of this snapshot, see [#without]: then it never holds.
  public boolean isLeftOut(int edge) {
    return overlay.leavesOut(edge);
  }

  /// Whether the edge is walked: walkable, valid at [#asOf], and not into an inactive account.
  public boolean isReach(int edge) {
    return reach.get(edge);
  }

  /// When the first harvest of each source began that saw an edge which the source states and which
  /// is still there, by the ids of the sources.
  public Map<String, Instant> firstHarvests() {
    return edges.firstHarvests();
  }

  /// Whether no edge has a beginning or an end, so that what holds now holds always.
  public boolean isTimeless() {
    return edges.validFrom().isEmpty() && edges.validTo().isEmpty();
  }

  // Finding and walking

  /// The index of the node with this key, if the snapshot has it.
  public OptionalInt find(String key) {
    int found = nodes.find(key);
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /// The indexes of the edges of a kind from one node to another, whatever carries them.
  public IntStream find(EdgeKind kind, int from, int to) {
    return IntStream.range(firstOut(from), endOut(from))
        .filter(e -> to(e) == to && edgeKind(e) == kind);
  }

  /// The first index of the nodes of a kind; they lie together.
  public int first(NodeKind kind) {
    return nodes.starts()[kind.ordinal()];
  }

  /// The index after the nodes of a kind.
  public int end(NodeKind kind) {
    return nodes.starts()[kind.ordinal() + 1];
  }

  /// The indexes of all nodes of a kind, ascending.
  public IntStream nodes(NodeKind kind) {
    return IntStream.range(first(kind), end(kind));
  }

  /// The indexes of all edges of a kind that hold at [#asOf], ascending; also those that are no
  /// reach.
  public IntStream edges(EdgeKind kind) {
    return IntStream.range(0, edges.count()).filter(e -> holds.get(e) && edges.kind(e) == kind);
  }

  /// The first index of the edges that leave `node`, reach or not; they lie together.
  public int firstOut(int node) {
    return edges.outStarts()[node];
  }

  /// The index after the edges that leave `node`.
  public int endOut(int node) {
    return edges.outStarts()[node + 1];
  }

  /// The first position of the edges that enter `node`, reach or not, see [#in].
  public int firstIn(int node) {
    return edges.inStarts()[node];
  }

  /// The position after the edges that enter `node`.
  public int endIn(int node) {
    return edges.inStarts()[node + 1];
  }

  /// The index of the edge at a position between [#firstIn] and [#endIn].
  public int in(int position) {
    return edges.in()[position];
  }

  /// Hands the index of each reach edge that leaves `node` to `each`, ascending.
  public void forEachOut(int node, IntConsumer each) {
    int end = endOut(node);
    for (int edge = firstOut(node); edge < end; edge++) {
      if (reach.get(edge)) {
        each.accept(edge);
      }
    }
  }

  /// Hands the index of each reach edge that enters `node` to `each`, ascending.
  public void forEachIn(int node, IntConsumer each) {
    int end = endIn(node);
    for (int position = firstIn(node); position < end; position++) {
      int edge = in(position);
      if (reach.get(edge)) {
        each.accept(edge);
      }
    }
  }

  // Other instants, and what would be

  /// The same graph as of another instant.
  public GraphSnapshot at(Instant instant) {
    return at(instant, complete);
  }

  /// The same graph as of another instant, after other harvests that found nothing to change.
  GraphSnapshot at(Instant instant, Map<String, Instant> lastComplete) {
    Map<String, Instant> harvests = Map.copyOf(lastComplete);
    return edges.validFrom().upTo(asOf) == edges.validFrom().upTo(instant)
            && edges.validTo().upTo(asOf) == edges.validTo().upTo(instant)
        ? new GraphSnapshot(this, instant, edges, harvests, overlay, holds, reach)
        : new GraphSnapshot(instant, nodes, edges, harvests, overlay);
  }

  /// The instants after `instant` at which an edge begins or ceases to hold, ascending. Between two
  /// of them, reach stays as it is.
  public Stream<Instant> changesAfter(Instant instant) {
    return Stream.concat(edges.validFrom().after(instant), edges.validTo().after(instant))
        .sorted()
        .distinct();
  }

  /// When an edge next begins or ceases to hold after `instant`, if ever.
  public Optional<Instant> nextChange(int edge, Instant instant) {
    return Stream.of(Optional.ofNullable(validFrom(edge)), Optional.ofNullable(validTo(edge)))
        .flatMap(Optional::stream)
        .filter(change -> change.isAfter(instant))
        .filter(change -> valid(edge, change) != valid(edge, change.minusNanos(1)))
        .min(Instant::compareTo);
  }

  private boolean valid(int edge, Instant instant) {
    Instant from = validFrom(edge);
    Instant to = validTo(edge);
    return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
  }

  /// A snapshot in which some edges do not hold, for asking what would change. Indexes stay the
  /// same.
  ///
  /// @param gone indexes of this snapshot's edges
  public GraphSnapshot without(IntStream gone) {
    return Variations.without(this, gone.toArray());
  }

  /// A snapshot in which an account is inactive, for asking what its deactivation would change. An
  /// identity that comes from the account is inactive with it, see [LinkRule#isOrigin].
  public GraphSnapshot withInactive(int account) {
    return Variations.switched(this, account, Overlay::withInactive);
  }

  /// A snapshot in which an account is active, for asking what switching it on would change. An
  /// identity that comes from the account is active with it.
  public GraphSnapshot withActive(int account) {
    return Variations.switched(this, account, Overlay::withActive);
  }

  /// A snapshot with more edges, for asking what they would change. Indexes of nodes stay the same;
  /// those of edges do not.
  ///
  /// @param more edges between this snapshot's nodes
  public GraphSnapshot with(Collection<Edge> more) {
    return Variations.with(this, more);
  }

  /// A snapshot as it was read, with more nodes that no edge leads to or from, for asking what new
  /// ones would change. All indexes are others.
  public GraphSnapshot withNodes(Collection<Node> more) {
    return NodesAdded.to(this, more);
  }

  /// The part of this snapshot, as it was read, that some nodes are, with the edges between them.
  /// All indexes are others, and of the rest it holds nothing.
  ///
  /// @param nodes the indexes of the nodes
  /// @param sources which sources' statements are in it
  public GraphSnapshot only(BitSet nodes, Predicate<String> sources) {
    return Part.of(this, nodes, sources);
  }

  /// Whether the other is of the same nodes and edges, of which the same hold: it is at most
  /// decided for another instant between two changes.
  @SuppressWarnings("ReferenceEquality") // columns are shared, never compared
  public boolean isAlike(GraphSnapshot other) {
    return nodes == other.nodes && edges == other.edges && holds == other.holds;
  }

  /// The bytes of all arrays, nodes and texts included.
  public long bytes() {
    return nodes.heapBytes() + edges.heapBytes() + holds.heapBytes() + reach.heapBytes();
  }

  NodeColumns nodeColumns() {
    return nodes;
  }

  EdgeColumns edgeColumns() {
    return edges;
  }

  Overlay overlay() {
    return overlay;
  }

  Bits holding() {
    return holds;
  }

  Bits walked() {
    return reach;
  }

  /// When the last harvest of each source began that saw everything, by the ids of the sources.
  public Map<String, Instant> complete() {
    return complete;
  }
}
