package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The blast radius of everybody, or of every group, as sums. A large graph is answered by the
/// [Engine], a small one by a [PlainSearch] for each; [#method] says which it was. Rows are made
/// when they are read; the figures themselves take 28 bytes for each.
public final class Radii extends AbstractList<Radius> implements RandomAccess {

  /// From how many sources on the engine is used. Below, the plain search takes milliseconds and
  /// less than what the engine prepares.
  public static final int ENGINE_FROM = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(Radii.class);

  private final GraphSnapshot snapshot;
  private final int[] nodes;
  private final int jewels;
  private final Method method;
  private final Figures figures;

  private Radii(GraphSnapshot snapshot, int[] nodes, int jewels, Method method, Figures figures) {
    this.snapshot = snapshot;
    this.nodes = nodes;
    this.jewels = jewels;
    this.method = method;
    this.figures = figures;
  }

  /// The radius of every identity, human or not, in the order of their indexes.
  public static List<Radius> all(GraphSnapshot snapshot) {
    return identities(snapshot);
  }

  /// The radius of every identity, human or not, in the order of their indexes.
  public static Radii identities(GraphSnapshot snapshot) {
    return of(snapshot, NodeKind.IDENTITY);
  }

  /// What each group leads to, in the order of their indexes.
  public static Radii groups(GraphSnapshot snapshot) {
    return of(snapshot, NodeKind.GROUP);
  }

  private static Radii of(GraphSnapshot snapshot, NodeKind kind) {
    int[] nodes = snapshot.nodes(kind).toArray();
    ReachGraph graph = ReachGraph.of(snapshot);
    int jewels = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      jewels += graph.isJewel(node) ? 1 : 0;
    }
    int threads = Runtime.getRuntime().availableProcessors();
    Optional<Figures> shared =
        nodes.length < ENGINE_FROM ? Optional.empty() : Engine.of(graph, nodes, threads);
    Method method = shared.isPresent() ? Method.SHARED : Method.PLAIN_SEARCH;
    LOG.debug("{} radii of kind {} by {}", nodes.length, kind, method.words());
    return new Radii(
        snapshot, nodes, jewels, method, shared.orElseGet(() -> new PlainSearch(graph).of(nodes)));
  }

  /// How they were computed.
  public Method method() {
    return method;
  }

  /// The bare figures, row by row in the order of this list.
  public Figures figures() {
    return figures;
  }

  @Override
  public Radius get(int row) {
    return new Radius(
        nodes[row],
        snapshot.key(nodes[row]),
        figures.count(row),
        figures.weighted(row),
        figures.crownJewels(row),
        figures.entitlements(row),
        figures.containers(row),
        figures.privilegedAccounts(row),
        jewels == 0 ? 0 : (double) figures.crownJewels(row) / jewels,
        figures.jewelHops(row) < 0 ? OptionalInt.empty() : OptionalInt.of(figures.jewelHops(row)));
  }

  @Override
  public int size() {
    return nodes.length;
  }
}
