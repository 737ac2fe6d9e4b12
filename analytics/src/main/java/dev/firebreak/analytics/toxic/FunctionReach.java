package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.Components;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.List;

/// Which functions each node reaches: one bit for each function, carried from the entitlements
/// against the edges, once over the components of reach. Exact because reach is monotone and all
/// nodes of a component reach the same.
final class FunctionReach {

  private final List<SodFunction> functions;
  private final Adjacency graph;
  private final Components components;
  private final BitSet[] own;
  private final BitSet[] reached;

  FunctionReach(GraphSnapshot snapshot, List<SodFunction> functions) {
    this.functions = functions;
    this.graph = Adjacency.of(snapshot);
    this.components = Components.of(graph);
    this.own = new BitSet[functions.size()];
    this.reached = new BitSet[components.count()];
    for (int f = 0; f < own.length; f++) {
      SodFunction function = functions.get(f);
      own[f] = new BitSet(snapshot.nodeCount());
      snapshot
          .nodes(NodeKind.ENTITLEMENT)
          .filter(node -> function.matches(snapshot.node(node)))
          .forEach(own[f]::set);
    }
    for (int c = 0; c < reached.length; c++) {
      reached[c] = bits(c);
    }
  }

  Adjacency graph() {
    return graph;
  }

  Components components() {
    return components;
  }

  /// The functions of a rule as bits.
  BitSet mask(SodRule rule) {
    BitSet mask = new BitSet();
    for (int f = 0; f < functions.size(); f++) {
      if (rule.functions().contains(functions.get(f).id())) {
        mask.set(f);
      }
    }
    return mask;
  }

  /// Whether the nodes of a component reach all functions of a mask.
  boolean hits(int component, BitSet mask) {
    for (int f = mask.nextSetBit(0); f >= 0; f = mask.nextSetBit(f + 1)) {
      if (!reached[component].get(f)) {
        return false;
      }
    }
    return true;
  }

  /// The entitlements that do a function's task.
  BitSet entitlements(String functionId) {
    for (int f = 0; f < functions.size(); f++) {
      if (functions.get(f).id().equals(functionId)) {
        return own[f];
      }
    }
    throw new IllegalArgumentException("no function " + functionId);
  }

  private BitSet bits(int component) {
    BitSet bits = new BitSet(own.length);
    for (int node : components.members(component)) {
      for (int f = 0; f < own.length; f++) {
        if (own[f].get(node)) {
          bits.set(f);
        }
      }
      for (int at = graph.first(node); at < graph.end(node); at++) {
        int successor = components.of(graph.target(at));
        if (successor != component) {
          bits.or(reached[successor]);
        }
      }
    }
    return bits;
  }
}
