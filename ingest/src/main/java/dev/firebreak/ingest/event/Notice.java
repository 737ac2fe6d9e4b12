package dev.firebreak.ingest.event;

import java.time.Instant;

/// A resource changed, says its source.
///
/// @param type the resource type, `User` for example
/// @param resource its id in the source
/// @param event what happened, as a URI
/// @param at when
public record Notice(String source, String type, String resource, String event, Instant at) {}
