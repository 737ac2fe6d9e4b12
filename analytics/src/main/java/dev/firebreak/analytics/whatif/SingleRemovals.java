package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.blastradius.Crew;
import dev.firebreak.analytics.reach.ReachGraph;

/// What each single removal would take from everybody: for every node but identities, and for every
/// edge, the weight by which blast radii would shrink without it, added up over all identities, and
/// how many would shrink. One exact pass; see `docs/algorithms/what-if.md`.
///
/// An edge is all that leads from one node to another directly: to take away one of two parallel
/// edges changes nothing. The figures stand at the position of the first; at those of the others is
/// 0.
public final class SingleRemovals {

  private final long total;
  private final long[] nodes;
  private final int[] nodeIdentities;
  private final long[] edges;
  private final int[] edgeIdentities;

  SingleRemovals(
      long total, long[] nodes, int[] nodeIdentities, long[] edges, int[] edgeIdentities) {
    this.total = total;
    this.nodes = nodes;
    this.nodeIdentities = nodeIdentities;
    this.edges = edges;
    this.edgeIdentities = edgeIdentities;
  }

  /// Computes them.
  ///
  /// @param identities whose losses count, each once
  /// @param threads at least 1
  /// @throws IllegalArgumentException if an account leads to an account or identity, which the
  ///   schema does not know
  public static SingleRemovals of(ReachGraph graph, int[] identities, int threads) {
    Flow flow = Flow.of(graph);
    Entries entries = Entries.of(graph, flow, identities);
    try (Crew crew = new Crew(threads)) {
      return new RemovalPass(graph, flow, entries).run(crew);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the losses were not computed", e);
    }
  }

  /// The weighted blast radii of all identities, added up: the most that can be lost.
  public long total() {
    return total;
  }

  /// The weight lost without a node, over all identities; its own counts.
  public long ofNode(int node) {
    return nodes[node];
  }

  /// How many identities lose weight without a node.
  public int identitiesOfNode(int node) {
    return nodeIdentities[node];
  }

  /// The weight lost without an edge, over all identities.
  ///
  /// @param position in the rows of the graph
  public long ofEdge(int position) {
    return edges[position];
  }

  /// How many identities lose weight without an edge.
  ///
  /// @param position in the rows of the graph
  public int identitiesOfEdge(int position) {
    return edgeIdentities[position];
  }
}
