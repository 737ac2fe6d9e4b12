package dev.firebreak.web.webhook;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.webhook.Webhook.Failing;
import dev.firebreak.web.webhook.Webhook.Secrets;
import dev.firebreak.web.webhook.Webhook.Standing;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Webhooks and their messages in the graph: `Webhook` and `WebhookDelivery` nodes, which have no
/// edges. No secret is among them.
final class WebhookStore {

  record Row(
      String id,
      String url,
      List<String> events,
      String least,
      boolean active,
      @Nullable String stopped,
      int generation,
      @Nullable ZonedDateTime oldUntil,
      ZonedDateTime createdAt,
      String createdBy,
      ZonedDateTime since,
      @Nullable ZonedDateTime failingSince,
      int failures,
      @Nullable ZonedDateTime nextAt,
      @Nullable String problem) {

    Webhook webhook() {
      Set<EventType> types = EnumSet.noneOf(EventType.class);
      events.stream().filter(EventType::isKnown).map(EventType::valueOf).forEach(types::add);
      return new Webhook(
          id,
          URI.create(url),
          types,
          Severity.valueOf(least),
          new Standing(active, stopped, since.toInstant(), failing()),
          new Secrets(generation, instant(oldUntil)),
          createdAt.toInstant(),
          createdBy);
    }

    private @Nullable Failing failing() {
      return failingSince == null || problem == null
          ? null
          : new Failing(failingSince.toInstant(), failures, instant(nextAt), problem);
    }
  }

  record Saving(
      String id,
      String url,
      List<String> events,
      String least,
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
      @Nullable String problem) {}

  record Id(String id) {}

  record Listing(String webhook, int most) {}

  record DeliveryRow(
      String id,
      String webhook,
      String type,
      ZonedDateTime at,
      String body,
      String state,
      int attempts,
      @Nullable ZonedDateTime triedAt,
      @Nullable Integer status,
      @Nullable String problem) {

    Delivery delivery() {
      return new Delivery(
          id,
          webhook,
          type,
          at.toInstant(),
          body,
          Delivery.State.valueOf(state),
          attempts,
          instant(triedAt),
          status,
          problem);
    }
  }

  record Tried(
      String id,
      String state,
      int attempts,
      Instant triedAt,
      @Nullable Integer status,
      @Nullable String problem) {}

  record Again(String webhook, String id) {}

  record Before(Instant before) {}

  static final Query<None, Row> ALL = Query.read("workflow/webhooks", None.class, Row.class);
  static final Query<Saving, None> SAVE =
      Query.write("workflow/save-webhook", Saving.class, None.class);
  static final Query<Id, None> REMOVE =
      Query.write("workflow/remove-webhook", Id.class, None.class);
  static final Query<Id, DeliveryRow> NEXT =
      Query.read("workflow/next-delivery", Id.class, DeliveryRow.class);
  static final Query<Listing, DeliveryRow> LAST =
      Query.read("workflow/webhook-deliveries", Listing.class, DeliveryRow.class);
  static final Query<Tried, None> TRIED =
      Query.write("workflow/delivery-tried", Tried.class, None.class);
  static final Query<Again, Id> AGAIN =
      Query.write("workflow/deliver-again", Again.class, Id.class);
  static final Query<Before, None> PRUNE =
      Query.write("workflow/prune-deliveries", Before.class, None.class);

  private final IdentityGraph graph;

  WebhookStore(IdentityGraph graph) {
    this.graph = graph;
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /// All webhooks, oldest first.
  List<Webhook> all() {
    return graph.ask(ALL, None.NONE).stream().map(Row::webhook).toList();
  }

  Optional<Webhook> one(String id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  void save(Webhook webhook) {
    graph.apply(SAVE, saving(webhook));
  }

  private static Saving saving(Webhook webhook) {
    Failing failing = webhook.failing();
    return new Saving(
        webhook.id(),
        webhook.url().toString(),
        webhook.events().stream().map(Enum::name).toList(),
        webhook.least().name(),
        webhook.active(),
        webhook.stopped(),
        webhook.secrets().generation(),
        webhook.oldUntil(),
        webhook.createdAt(),
        webhook.createdBy(),
        webhook.standing().since(),
        failing == null ? null : failing.since(),
        failing == null ? 0 : failing.times(),
        failing == null ? null : failing.nextAt(),
        failing == null ? null : failing.problem());
  }

  /// With its messages.
  void remove(String id) {
    graph.apply(REMOVE, new Id(id));
  }

  /// The message that is to be sent first.
  Optional<Delivery> next(String webhook) {
    return graph.ask(NEXT, new Id(webhook)).stream().map(DeliveryRow::delivery).findFirst();
  }

  /// The last messages, newest first.
  List<Delivery> last(String webhook, int most) {
    return graph.ask(LAST, new Listing(webhook, most)).stream().map(DeliveryRow::delivery).toList();
  }

  /// Keeps how an attempt ended, of the message and of its webhook at once.
  void tried(Tried tried, Webhook now) {
    graph.inOneTransaction(write -> {
      write.apply(TRIED, tried);
      return write.apply(SAVE, saving(now));
    });
  }

  /// Queues a message once more.
  ///
  /// @return whether there is such a message
  boolean again(String webhook, String id) {
    return !graph.apply(AGAIN, new Again(webhook, id)).rows().isEmpty();
  }

  /// Forgets what was delivered before a time.
  void prune(Instant before) {
    graph.apply(PRUNE, new Before(before));
  }
}
