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
public record Webhook(
    String id,
    URI url,
    Set<EventType> events,
    Severity least,
    Standing standing,
    Secrets secrets,
    Instant createdAt,
    String createdBy) {

  /// Whether it is told anything, and how that goes.
  ///
  /// @param active whether it is told anything now
  /// @param stopped why it is not, where Firebreak stopped by itself
  /// @param since nothing that happened before is told
  /// @param failing null while it takes what it is sent
  record Standing(
      boolean active, @Nullable String stopped, Instant since, @Nullable Failing failing) {

    static Standing from(Instant now) {
      return new Standing(true, null, now, null);
    }
  }

  /// Attempts that failed in a row.
  ///
  /// @param since when the first of them was made
  /// @param times how many
  /// @param nextAt when it is tried again; null for at once
  /// @param problem why the last one failed
  public record Failing(Instant since, int times, @Nullable Instant nextAt, String problem) {

    Failing atOnce() {
      return new Failing(since, times, null, problem);
    }
  }

  /// Which of its secrets sign.
  ///
  /// @param generation how many it has had
  /// @param oldUntil until when the one before is used beside the present one; null where none is
  record Secrets(int generation, @Nullable Instant oldUntil) {

    static final Secrets FIRST = new Secrets(1, null);
  }

  /// The host that its messages go to.
  public String host() {
    return url.getHost();
  }

  /// Whether it is told anything now.
  public boolean active() {
    return standing.active();
  }

  /// Why it is not, where Firebreak stopped by itself.
  public @Nullable String stopped() {
    return standing.stopped();
  }

  /// The attempts that failed; null while it takes what it is sent.
  public @Nullable Failing failing() {
    return standing.failing();
  }

  /// Until when the secret before signs, too.
  public @Nullable Instant oldUntil() {
    return secrets.oldUntil();
  }

  /// Whether it is told of this.
  boolean wants(Occurrence occurrence) {
    return active()
        && events.contains(occurrence.type())
        && !occurrence.at().isBefore(standing.since())
        && (occurrence.severity() == null || occurrence.severity().compareTo(least) <= 0);
  }

  /// Whether something may be sent at this time.
  boolean isDue(Instant now) {
    Failing failing = failing();
    return active()
        && (failing == null || failing.nextAt() == null || !failing.nextAt().isAfter(now));
  }

  /// The same as it is after a delivery, or after an attempt that failed.
  Webhook after(@Nullable Failing failed) {
    return standing(new Standing(active(), stopped(), standing.since(), failed));
  }

  /// The same, told nothing any more.
  Webhook stopped(@Nullable String why) {
    return standing(new Standing(false, why, standing.since(), failing()));
  }

  /// The same, told again of what happens from now on.
  Webhook resumed(Instant now) {
    return standing(Standing.from(now));
  }

  /// The same, to be tried at once.
  Webhook atOnce() {
    Failing failing = failing();
    return failing == null ? this : after(failing.atOnce());
  }

  /// The same with another address, other events, another severity, to be tried at once.
  Webhook with(URI other, Set<EventType> wanted, Severity lowest) {
    return new Webhook(id, other, wanted, lowest, standing, secrets, createdAt, createdBy).atOnce();
  }

  /// The same with another secret, beside which the one before is used for a while.
  Webhook rotated(Instant until) {
    Secrets next = new Secrets(secrets.generation() + 1, until);
    return new Webhook(id, url, events, least, standing, next, createdAt, createdBy);
  }

  private Webhook standing(Standing now) {
    return new Webhook(id, url, events, least, now, secrets, createdAt, createdBy);
  }
}
