package dev.firebreak.analytics.blastradius;

import dev.firebreak.graph.schema.NodeKind;
import org.jspecify.annotations.Nullable;

/// One resource of a blast radius.
///
/// @param hops the fewest edges from the identity
/// @param sensitivity 0 to 100
/// @param source the id of the source it lives in
/// @param firstContributor the key of the node that the account leads to first on the witness path,
///   a group or an entitlement; null when the account holds the resource itself
public record Reached(
    String key,
    NodeKind kind,
    String name,
    int hops,
    int sensitivity,
    boolean crownJewel,
    @Nullable String source,
    @Nullable String firstContributor) {}
