package dev.firebreak.benchmarks.radius;

import dev.firebreak.analytics.blastradius.Figures;
import dev.firebreak.analytics.reach.ReachGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.traverse.BreadthFirstIterator;

/// The same sums by JGraphT: its graph, its breadth-first iterator, one for each identity.
final class JGraphTRadii {

  private final ReachGraph graph;
  private final DirectedPseudograph<Integer, DefaultEdge> copy =
      new DirectedPseudograph<>(DefaultEdge.class);

  JGraphTRadii(ReachGraph graph) {
    this.graph = graph;
    for (int node = 0; node < graph.nodeCount(); node++) {
      copy.addVertex(node);
    }
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rows().first(node); at < graph.rows().end(node); at++) {
        copy.addEdge(node, graph.rows().target(at));
      }
    }
  }

  /// Whether the sums of every identity are those that are known.
  boolean agrees(Figures figures, int[] identities) {
    boolean same = true;
    for (int row = 0; row < identities.length; row++) {
      int resources = 0;
      int jewels = 0;
      int nearest = -1;
      long weighted = 0;
      BreadthFirstIterator<Integer, DefaultEdge> walk =
          new BreadthFirstIterator<>(copy, identities[row]);
      walk.next();
      while (walk.hasNext()) {
        Integer node = walk.next();
        int payload = graph.payload(node);
        weighted += payload & ReachGraph.WEIGHT;
        resources += (payload & RESOURCE) != 0 ? 1 : 0;
        if ((payload & ReachGraph.JEWEL) != 0) {
          jewels++;
          nearest = nearest < 0 ? walk.getDepth(node) : nearest;
        }
      }
      same &=
          resources == figures.count(row)
              && jewels == figures.crownJewels(row)
              && nearest == figures.jewelHops(row)
              && weighted == figures.weighted(row);
    }
    return same;
  }

  private static final int RESOURCE =
      ReachGraph.ENTITLEMENT | ReachGraph.CONTAINER | ReachGraph.PRIVILEGED;
}
