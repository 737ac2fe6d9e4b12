package dev.firebreak.web.webhook;

import dev.firebreak.analytics.finding.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody outside who is told of events.
///
/// @param id its short name, such as `W-1a2b3c4d`
/// @param events what it is told of
/// @param least findings that are less severe are left out
/// @param active whether it is told anything now
/// @param stopped why it is not, where Firebreak stopped by itself
/// @param generation how many secrets it has had
/// @param oldUntil until when the secret before is used beside the present one; null where none is
/// @param since nothing that happened before is told
/// @param failingSince when the deliveries began to fail; null while they do not
/// @param failures how many attempts have failed in a row
/// @param nextAt when it is tried again; null for at once
/// @param problem why the last attempt failed; null where it did not
public record Webhook(
    String id,
    URI url,
    Set<EventType> events,
    Severity least,
    boolean active,
    @Nullable String stopped,
    int generation,
    @Nullable Instant oldUntil,
    Instant createdAt,
    String createdBy,
    Instant since,
    @Nullable Instant failingSince,
    int failures,
    @Nullable Instant nextAt,
    @Nullable String problem) {

  /// The host that its messages go to.
  public String host() {
    return url.getHost();
  }

  /// Whether it is told of this.
  boolean wants(Occurrence occurrence) {
    return active
        && events.contains(occurrence.type())
        && !occurrence.at().isBefore(since)
        && (occurrence.severity() == null || occurrence.severity().compareTo(least) <= 0);
  }

  /// Whether something may be sent at this time.
  boolean isDue(Instant now) {
    return active && (nextAt == null || !nextAt.isAfter(now));
  }

  /// The same as it is after a delivery.
  Webhook delivered() {
    return state(active, stopped, null, 0, null, null);
  }

  /// The same as it is after an attempt that failed.
  Webhook failed(Instant began, int times, Instant next, String why) {
    return state(active, stopped, began, times, next, why);
  }

  /// The same, told nothing any more.
  Webhook stopped(@Nullable String why) {
    return state(false, why, failingSince, failures, null, problem);
  }

  /// The same, told again of what happens from now on.
  Webhook resumed(Instant now) {
    return new Webhook(
        id,
        url,
        events,
        least,
        true,
        null,
        generation,
        oldUntil,
        createdAt,
        createdBy,
        now,
        null,
        0,
        null,
        null);
  }

  /// The same with another address, other events, another severity.
  Webhook with(URI other, Set<EventType> wanted, Severity lowest) {
    return new Webhook(
        id,
        other,
        wanted,
        lowest,
        active,
        stopped,
        generation,
        oldUntil,
        createdAt,
        createdBy,
        since,
        failingSince,
        failures,
        null,
        problem);
  }

  /// The same with another secret, beside which the one before is used for a while.
  Webhook rotated(Instant until) {
    return new Webhook(
        id,
        url,
        events,
        least,
        active,
        stopped,
        generation + 1,
        until,
        createdAt,
        createdBy,
        since,
        failingSince,
        failures,
        nextAt,
        problem);
  }

  /// The same, to be tried at once.
  Webhook now() {
    return state(active, stopped, failingSince, failures, null, problem);
  }

  private Webhook state(
      boolean on,
      @Nullable String why,
      @Nullable Instant began,
      int times,
      @Nullable Instant next,
      @Nullable String last) {
    return new Webhook(
        id,
        url,
        events,
        least,
        on,
        why,
        generation,
        oldUntil,
        createdAt,
        createdBy,
        since,
        began,
        times,
        next,
        last);
  }
}
