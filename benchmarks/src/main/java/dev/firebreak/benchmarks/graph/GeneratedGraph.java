package dev.firebreak.benchmarks.graph;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;

/// An identity graph made from a seed. For N identities there are N/500 departments, N/8 groups,
/// N/4 entitlements, N/200 safes and N/80 privileged accounts; an identity has one to five
/// accounts.
///
/// - Groups: 95 % belong to a department. Levels halve upwards from 0 to 7; a group is nested into
///   one of a higher level of its department, 8 % into a company-wide one. 1.5 % of nestings are
///   mutual and 3 % of groups lead back down, so there are cycles.
/// - Grants: popularity is Zipf's; 10 % of the entitlements are the company's. 2 % are rights on
///   safes.
/// - Safes: four tiers. Each privileged account is kept in one and signs in as an account of its
///   own, with own groups, entitlements and rights on further safes: privilege is transitive.
/// - People: one of twelve job profiles of the department, extras for 65 %, direct grants for 30 %.
///
/// The assumptions decide how much two people share, and with it what sharing can save.
public final class GeneratedGraph {

  /// The instant that a generated snapshot is decided for.
  public static final Instant AS_OF = Instant.parse("2026-11-22T06:12:00Z");

  /// Variations of the assumptions.
  public enum Mode {
    /// As described.
    BASE,
    /// No job profiles: no two people are alike by design.
    NOPROFILES,
    /// Twice the privileged accounts: privilege leads to further privilege.
    CASCADE
  }

  private final int identities;
  private final long seed;
  private final Mode mode;
  private final Draft draft;

  private GeneratedGraph(int identities, long seed, Mode mode) {
    this.identities = identities;
    this.seed = seed;
    this.mode = mode;
    this.draft = Draft.of(seed);
    new Organisation(identities, mode, draft).draw();
  }

  /// Draws a graph.
  ///
  /// @param identities how many, at least 1,000
  /// @throws IllegalArgumentException for fewer
  public static GeneratedGraph of(int identities, long seed, Mode mode) {
    if (identities < 1_000) {
      throw new IllegalArgumentException("a generated graph needs at least 1,000 identities");
    }
    return new GeneratedGraph(identities, seed, mode);
  }

  /// How many identities there are; they are the nodes 0 to this, exclusive.
  public int identities() {
    return identities;
  }

  public long seed() {
    return seed;
  }

  public Mode mode() {
    return mode;
  }

  public int nodeCount() {
    return draft.nodes().count();
  }

  /// All edges; each is reach at [#AS_OF].
  public int edgeCount() {
    return draft.edges().count();
  }

  public NodeKind kind(int node) {
    return draft.nodes().kind(node);
  }

  /// 0 to 100.
  public int sensitivity(int node) {
    return draft.nodes().sensitivity(node);
  }

  public boolean crownJewel(int node) {
    return draft.nodes().crownJewel(node);
  }

  public EdgeKind edgeKind(int edge) {
    return draft.edges().kind(edge);
  }

  public int from(int edge) {
    return draft.edges().from(edge);
  }

  public int to(int edge) {
    return draft.edges().to(edge);
  }

  /// The graph as a snapshot, with the same nodes and edges; a snapshot orders them by itself.
  public GraphSnapshot snapshot() {
    return new Wording(draft.nodes(), draft.edges()).snapshot();
  }
}
