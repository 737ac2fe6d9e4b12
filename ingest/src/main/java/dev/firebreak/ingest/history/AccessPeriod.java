package dev.firebreak.ingest.history;

import dev.firebreak.graph.schema.EdgeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One membership or grant, from when until when.
///
/// @param identity key of the identity behind the account, as of the removal where it was removed;
///   null for a group, and for an account that belonged to nobody
/// @param principal key of the account or group that had it
/// @param kind MEMBER_OF or HOLDS
/// @param target key of the group or entitlement
/// @param source the id of the source that states it
/// @param via key of the resource that states it
/// @param firstSeen the harvest that saw it first
/// @param since since when its source says that it has been; null where it does not say
/// @param grantedAt when a harvest saw it appear; null for **unknown**: it was there when history
///   began
/// @param removedAt the harvest that no longer saw it; null while it is there
public record AccessPeriod(
    @Nullable String identity,
    @Nullable String identityName,
    String principal,
    String principalName,
    EdgeKind kind,
    String target,
    String targetName,
    String source,
    String via,
    Instant firstSeen,
    @Nullable Instant since,
    @Nullable Instant grantedAt,
    @Nullable Instant removedAt) {}
