package dev.firebreak.analytics.reach;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;

/// What the sums of reach need of a graph, in plain arrays: who leads to whom, and for each node
/// its kind, its weight and whether it is a crown jewel. Edges are those of
/// [GraphSnapshot#forEachOut]: decided for one instant, so that reach is plain reachability.
@SuppressWarnings("EnumOrdinal") // kinds never leave the process as numbers
public final class ReachGraph {

  /// The bits of [#payload(int)] that are the weight.
  public static final int WEIGHT = 0x7F;

  /// Set for crown jewels.
  public static final int JEWEL = 0x80;

  /// Set for entitlements.
  public static final int ENTITLEMENT = 0x100;

  /// Set for containers.
  public static final int CONTAINER = 0x200;

  /// Set for privileged accounts.
  public static final int PRIVILEGED = 0x400;

  private static final int KIND_SHIFT = 11;
  private static final NodeKind[] KINDS = NodeKind.values();

  private final Adjacency rows;
  private final short[] payload;

  /// @param payload what [#payload] makes of each node; kept, not copied
  public ReachGraph(Adjacency rows, short[] payload) {
    this.rows = rows;
    this.payload = payload;
  }

  /// The graph of a snapshot.
  public static ReachGraph of(GraphSnapshot snapshot) {
    short[] payload = new short[snapshot.nodeCount()];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = payload(snapshot.kind(i), snapshot.sensitivity(i), snapshot.crownJewel(i));
    }
    return new ReachGraph(Adjacency.of(snapshot), payload);
  }

  /// A node's kind, weight and mark in one number. What is no resource has no weight and no mark.
  ///
  /// @param sensitivity 0 to 100
  /// @throws IllegalArgumentException for another sensitivity
  public static short payload(NodeKind kind, int sensitivity, boolean crownJewel) {
    if (sensitivity < 0 || sensitivity > 100) {
      throw new IllegalArgumentException("a sensitivity is 0 to 100, not " + sensitivity);
    }
    int bits =
        switch (kind) {
          case ENTITLEMENT -> ENTITLEMENT;
          case CONTAINER -> CONTAINER;
          case PRIVILEGED_ACCOUNT -> PRIVILEGED;
          case IDENTITY, SOURCE, ACCOUNT, GROUP -> 0;
        };
    int value = bits == 0 ? 0 : bits | (crownJewel ? JEWEL : 0) | sensitivity;
    return (short) (kind.ordinal() << KIND_SHIFT | value);
  }

  /// The same nodes with other edges.
  public ReachGraph with(Adjacency edges) {
    return new ReachGraph(edges, payload);
  }

  public Adjacency rows() {
    return rows;
  }

  public int nodeCount() {
    return payload.length;
  }

  public NodeKind kind(int node) {
    return KINDS[payload[node] >> KIND_SHIFT];
  }

  /// The bits of a node: [#WEIGHT], [#JEWEL] and at most one of the kinds of resource.
  public int payload(int node) {
    return payload[node];
  }

  /// Whether the node is a resource that is marked as a crown jewel.
  public boolean isJewel(int node) {
    return (payload[node] & JEWEL) != 0;
  }
}
