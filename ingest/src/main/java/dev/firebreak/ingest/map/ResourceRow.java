package dev.firebreak.ingest.map;

import org.jspecify.annotations.Nullable;

/// A group, entitlement, container or privileged account as the graph keeps it.
///
/// @param value what a removal names: an entitlement's value, a right's name
/// @param right whether an entitlement is a right on a container
/// @param userName what a privileged account signs in with
/// @param signsInSource the id of the source that a privileged account signs in to
/// @param declared whether the resource itself was read; otherwise only somebody's grant names it
/// @param resourceId the id of the resource where it is not what the key ends with
public record ResourceRow(
    String key,
    String source,
    String type,
    String id,
    String name,
    @Nullable String description,
    @Nullable String value,
    boolean right,
    int sensitivity,
    boolean crownJewel,
    @Nullable String userName,
    @Nullable String signsInSource,
    boolean declared,
    @Nullable String resourceId,
    @Nullable String version) {}
