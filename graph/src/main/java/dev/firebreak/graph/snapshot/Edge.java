package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.schema.EdgeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One edge of a snapshot, between two node indexes.
///
/// @param kind what the edge means
/// @param from index of the node it starts at
/// @param to index of the node it ends at
/// @param source the id of the source that states it; null for what Firebreak itself concluded
/// @param via the resource that carries the fact in its source and that a removal would change, as
///   a node key: the group of a membership, the user of a direct entitlement, the
///   ContainerPermission of a right
/// @param attribute the multi-valued attribute of `via` that holds the fact, such as `members`,
///   `entitlements` or `rights`: a removal takes the value out of it
/// @param rule why two nodes were joined, for [EdgeKind#OWNS]
/// @param confidence how sure that is, 0 to 100, for [EdgeKind#OWNS]; null where it is unknown
/// @param since when the source says that the grant began
/// @param validFrom the grant does not hold before this instant
/// @param validTo the grant does not hold from this instant on
/// @param firstSeen when a harvest first saw it
/// @param lastSeen when a harvest last saw it
public record Edge(
    EdgeKind kind,
    int from,
    int to,
    @Nullable String source,
    @Nullable String via,
    @Nullable String attribute,
    @Nullable String rule,
    @Nullable Integer confidence,
    @Nullable Instant since,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen) {

  /// An edge with nothing but its ends.
  public static Edge of(EdgeKind kind, int from, int to) {
    return new Edge(kind, from, to, null, null, null, null, null, null, null, null, null, null);
  }

  /// Whether the edge holds at `instant`.
  public boolean holdsAt(Instant instant) {
    return (validFrom == null || !instant.isBefore(validFrom))
        && (validTo == null || instant.isBefore(validTo));
  }
}
