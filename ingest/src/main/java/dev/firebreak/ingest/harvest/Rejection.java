package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.Nullable;

/// A resource that was read and cannot be used. It holds no value of the resource but its id.
///
/// @param key names it among those of its source from harvest to harvest: by its id, else by how
///   many without one came before it at that endpoint
/// @param endpoint such as `/Users`
/// @param type such as `User`
/// @param id as its source gave it; null when it has none
/// @param reason a sentence
/// @param pointer where in the resource the trouble is (RFC 6901)
public record Rejection(
    String key, String endpoint, String type, @Nullable String id, String reason, String pointer) {}
