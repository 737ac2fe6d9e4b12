package dev.firebreak.analytics.blastradius;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reach as the database answers it, without a snapshot: for one question about a graph that is not
/// in memory, for an analyst who wants to see the Cypher, and as the second opinion on the Java
/// algorithms.
public final class GraphReach {

  /// @param identityKey the key of an identity
  /// @param asOf the instant at which edges must hold
  public record OfIdentity(String identityKey, Instant asOf) {}

  /// A resource reached.
  ///
  /// @param kind the node's label
  public record Resource(
      String key,
      String kind,
      @Nullable String name,
      int hops,
      int sensitivity,
      boolean crownJewel,
      @Nullable String source) {}

  /// @param key the key of any node
  /// @param asOf the instant at which edges must hold
  public record OfNode(String key, Instant asOf) {}

  /// An identity that reaches a node.
  public record Reacher(String identityKey, @Nullable String name, int hops) {}

  /// @param source the id of the source whose entitlements are asked for, null for all
  /// @param asOf the instant at which edges must hold
  public record OfSource(@Nullable String source, Instant asOf) {}

  /// An identity reaches an entitlement.
  public record Pair(String identityKey, String entitlementKey, int hops) {}

  /// @param asOf the instant at which edges must hold
  public record OfAll(Instant asOf) {}

  /// The sums of one identity's blast radius.
  ///
  /// @param jewelHops the fewest edges to a crown jewel, -1 when none is reached
  public record Sums(
      String identityKey,
      long entitlements,
      long containers,
      long privilegedAccounts,
      long crownJewels,
      long weighted,
      long jewelHops) {}

  public static final Query<OfAll, Sums> SUMS =
      Query.read("analytics/blast-radius-sums", OfAll.class, Sums.class);
  public static final Query<OfIdentity, Resource> BLAST_RADIUS =
      Query.read("analytics/blast-radius", OfIdentity.class, Resource.class);
  public static final Query<OfNode, Reacher> EXPOSURE =
      Query.read("analytics/exposure", OfNode.class, Reacher.class);
  public static final Query<OfSource, Pair> EFFECTIVE_ACCESS =
      Query.read("analytics/effective-access", OfSource.class, Pair.class);

  private GraphReach() {}

  /// The resources that an identity reaches, nearest first.
  public static List<Resource> blastRadius(IdentityGraph graph, String identityKey, Instant asOf) {
    return graph.ask(BLAST_RADIUS, new OfIdentity(identityKey, asOf));
  }

  /// The sums of every identity, in no order.
  public static List<Sums> sums(IdentityGraph graph, Instant asOf) {
    return graph.ask(SUMS, new OfAll(asOf));
  }

  /// The identities that reach a node, nearest first.
  public static List<Reacher> exposure(IdentityGraph graph, String key, Instant asOf) {
    return graph.ask(EXPOSURE, new OfNode(key, asOf));
  }

  /// Every identity with every entitlement it reaches.
  public static List<Pair> effectiveAccess(
      IdentityGraph graph, @Nullable String source, Instant asOf) {
    return graph.ask(EFFECTIVE_ACCESS, new OfSource(source, asOf));
  }
}
