package dev.firebreak.web.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message to one webhook.
///
/// @param id the value of `webhook-id`
/// @param type the word of its event
/// @param at when that happened
/// @param attempts how often it was tried
/// @param triedAt when it was tried last; null for never
/// @param status what was answered then; null where nothing was
/// @param problem why it was not taken; null where it was
public record Delivery(
    String id,
    String webhook,
    String type,
    Instant at,
    String body,
    State state,
    int attempts,
    @Nullable Instant triedAt,
    @Nullable Integer status,
    @Nullable String problem) {

  /// Whether it was taken.
  public enum State {
    WAITING,
    DELIVERED
  }
}
