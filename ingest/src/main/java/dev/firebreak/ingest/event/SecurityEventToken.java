package dev.firebreak.ingest.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A verified security event token (RFC 8417 §2.2).
///
/// @param id its `jti`, by which it is known again
/// @param issuedAt when it was issued
/// @param happenedAt when the events happened (`toe`), as far as it says
/// @param subject whom they are about (`sub_id`, RFC 9493); a missing node where it does not say
/// @param events what happened, by event URI
public record SecurityEventToken(
    String id,
    Instant issuedAt,
    @Nullable Instant happenedAt,
    JsonNode subject,
    Map<String, JsonNode> events) {

  public SecurityEventToken {
    events = Map.copyOf(events);
  }
}
