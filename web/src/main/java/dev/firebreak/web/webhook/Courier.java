package dev.firebreak.web.webhook;

import dev.firebreak.scim.client.Post;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.web.config.WebhooksConfig;
import dev.firebreak.web.webhook.Webhook.Failing;
import dev.firebreak.web.webhook.WebhookStore.Tried;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers what is queued, to each webhook on a thread of its own and in its order: what is not
/// taken holds up what comes after it, and nobody else. A message is sent until it is taken, at
/// growing intervals; a webhook that takes nothing for [#PATIENCE] is stopped, and so is one that
/// answers 410 (Gone).
public final class Courier implements AutoCloseable {

  /// So long a webhook may fail.
  static final Duration PATIENCE = Duration.ofDays(5);

  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final Duration KEPT = Duration.ofDays(14);
  private static final Duration TIDY = Duration.ofHours(1);
  private static final int GONE = 410;

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3));

  private final Webhooks webhooks;
  private final WebhookStore store;
  private final WebhooksConfig config;
  private final Clock clock;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;
  private volatile boolean failing;
  private Instant tidied = Instant.MIN;

  public Courier(Webhooks webhooks) {
    this.webhooks = webhooks;
    this.store = webhooks.store();
    this.config = webhooks.config();
    this.clock = webhooks.clock();
  }

  /// What came of one attempt.
  private record Attempt(@Nullable Integer status, @Nullable String problem) {
    boolean isTaken() {
      return problem == null;
    }
  }

  /// Queues what happened, and sends what is due. Returns at once; called again and again.
  public void look() {
    try {
      List<Webhook> all = store.all();
      if (all.isEmpty()) {
        return;
      }
      tidy();
      webhooks.occurrences().notice(all);
      Instant now = clock.instant();
      for (Webhook webhook : all) {
        if (webhook.isDue(now) && busy.add(webhook.id())) {
          threads.execute(() -> serve(webhook.id()));
        }
      }
      failing = false;
    } catch (RuntimeException failed) {
      if (!failing && !closed) {
        failing = true;
        log.warn("webhooks are not told anything for now: {}", failed.getMessage());
      }
    }
  }

  private void tidy() {
    Instant now = clock.instant();
    if (tidied.isBefore(now.minus(TIDY))) {
      tidied = now;
      store.prune(now.minus(KEPT));
    }
  }

  private void serve(String id) {
    try {
      boolean more = true;
      while (more && !closed) {
        more = deliverNext(id);
      }
    } catch (RuntimeException failed) {
      if (!closed) {
        log.warn("webhook {} is not told anything for now: {}", id, failed.getMessage());
      }
    } finally {
      busy.remove(id);
    }
  }

  /// Sends the message that is first.
  ///
  /// @return whether the next may follow at once
  boolean deliverNext(String id) {
    Optional<Webhook> webhook = store.one(id).filter(each -> each.isDue(clock.instant()));
    Optional<Delivery> first = webhook.flatMap(each -> store.next(id));
    if (first.isEmpty()) {
      return false;
    }
    Delivery delivery = first.get();
    Attempt attempt = send(webhook.get(), delivery);
    synchronized (webhooks) {
      store
          .one(id)
          .ifPresent(
              now -> store.tried(tried(delivery, attempt), after(now, attempt, clock.instant())));
    }
    return attempt.isTaken();
  }

  private Tried tried(Delivery delivery, Attempt attempt) {
    return new Tried(
        delivery.id(),
        (attempt.isTaken() ? Delivery.State.DELIVERED : Delivery.State.WAITING).name(),
        delivery.attempts() + 1,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        attempt.status(),
        attempt.problem());
  }

  private static Webhook after(Webhook webhook, Attempt attempt, Instant moment) {
    String problem = attempt.problem();
    if (problem == null) {
      return webhook.after(null);
    }
    Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
    Failing before = webhook.failing();
    Instant began = before == null ? now : before.since();
    int times = before == null ? 1 : before.times() + 1;
    Duration wait = WAITS.get(Math.min(times, WAITS.size()) - 1);
    Webhook failed = webhook.after(new Failing(began, times, now.plus(wait), problem));
    if (Integer.valueOf(GONE).equals(attempt.status())) {
      return failed.stopped("it answered 410: there is nobody any more who wants to know");
    }
    return now.isBefore(began.plus(PATIENCE))
        ? failed
        : failed.stopped(
            "it took nothing for %d days; at last %s".formatted(PATIENCE.toDays(), problem));
  }

  private Attempt send(Webhook webhook, Delivery delivery) {
    long seconds = clock.instant().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", delivery.id());
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put(
        "webhook-signature",
        Signature.of(webhooks.secrets(webhook), delivery.id(), seconds, delivery.body()));
    try (Post post =
        new Post(
            "Webhook " + webhook.id(),
            webhook.url(),
            config.time(),
            config.allowsHttp(),
            config.allowsPrivate())) {
      int status = post.send(headers, delivery.body());
      return status >= 200 && status < 300
          ? new Attempt(status, null)
          : new Attempt(status, "it answered " + status);
    } catch (ScimFailure failure) {
      return new Attempt(null, why(failure.kind()));
    } catch (IllegalArgumentException refused) {
      return new Attempt(null, "the configuration allows no messages to this address any more");
    }
  }

  private String why(ScimFailure.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> "it did not answer within %d seconds".formatted(config.time().toSeconds());
      case UNREACHABLE -> "it could not be reached";
      case REFUSED ->
          "its host is where no message may go: this host, a private network, or where clouds keep credentials, which no configuration allows; see webhooks.allow-private and webhooks.allow-http for the others";
      case UNAUTHORIZED, NOT_SCIM, TRUNCATED, TOO_LARGE, MALFORMED, THROTTLED ->
          "it broke off in the middle of its answer, or answered too much";
    };
  }

  /// Ends what is under way; it is sent again at the next start.
  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }
}
