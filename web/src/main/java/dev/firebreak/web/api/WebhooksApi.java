package dev.firebreak.web.api;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.web.idempotency.ShownOnce;
import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.webhook.Delivery;
import dev.firebreak.web.webhook.EventType;
import dev.firebreak.web.webhook.Webhook;
import dev.firebreak.web.webhook.Webhook.Failing;
import dev.firebreak.web.webhook.Webhooks;
import dev.firebreak.web.webhook.Webhooks.Fresh;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who outside is told of findings, runs and harvests.
@Tag(name = Tags.WEBHOOKS)
@RestController
@RequestMapping("/api/v1/webhooks")
final class WebhooksApi {

  private static final String ID = "Its id, for example W-1a2b3c4d.";

  private final Webhooks webhooks;
  private final Preconditions preconditions;

  WebhooksApi(Webhooks webhooks, Preconditions preconditions) {
    this.webhooks = webhooks;
    this.preconditions = preconditions;
  }

  /// A webhook as the API tells it.
  ///
  /// @param severity findings that are less severe are left out
  /// @param stopped why it is told nothing, where Firebreak stopped by itself
  /// @param oldSecretUntil until when the secret before signs, too
  /// @param failingSince when deliveries began to fail
  /// @param problem why the last attempt failed
  record WebhookAnswer(
      String id,
      String url,
      List<String> events,
      Severity severity,
      boolean active,
      @Nullable String stopped,
      Instant createdAt,
      String createdBy,
      @Nullable Instant oldSecretUntil,
      @Nullable Instant failingSince,
      @Nullable Instant nextAt,
      @Nullable String problem) {

    static WebhookAnswer of(Webhook webhook) {
      Failing failing = webhook.failing();
      return new WebhookAnswer(
          webhook.id(),
          webhook.url().toString(),
          webhook.events().stream().sorted().map(EventType::word).toList(),
          webhook.least(),
          webhook.active(),
          webhook.stopped(),
          webhook.createdAt(),
          webhook.createdBy(),
          webhook.oldUntil(),
          failing == null ? null : failing.since(),
          failing == null ? null : failing.nextAt(),
          failing == null ? null : failing.problem());
    }
  }

  /// A webhook and its new secret.
  ///
  /// @param secret what signatures are checked with; shown this once, kept nowhere
  record NewWebhookAnswer(WebhookAnswer webhook, String secret) implements ShownOnce {
    static NewWebhookAnswer of(Fresh made) {
      return new NewWebhookAnswer(WebhookAnswer.of(made.webhook()), made.secret());
    }

    @Override
    public String toString() {
      return "NewWebhookAnswer[" + webhook.id() + "]";
    }
  }

  /// A webhook to be added, or what is to be changed of one.
  record WebhookRequest(
      @Schema(description = "Where messages are posted to, as https://host/path.")
          @Nullable String url,
      @Schema(
              description =
                  "What it is told of: finding.opened, finding.reopened, finding.resolved,"
                      + " run.waiting_for_approval, run.started, run.finished, run.halted,"
                      + " harvest.incomplete, harvest.quarantined.")
          @Nullable List<String> events,
      @Schema(description = "Findings that are less severe are left out; all are told when absent.")
          @Nullable Severity severity,
      @Schema(description = "Whether it is told anything; yes for a new one.")
          @Nullable Boolean active) {}

  /// A message to a webhook.
  ///
  /// @param at when happened what it tells
  /// @param attempts how often it was sent
  /// @param status what was answered last; null where nothing was
  /// @param problem why it was not taken
  record DeliveryAnswer(
      String id,
      String type,
      Instant at,
      Delivery.State state,
      int attempts,
      @Nullable Instant triedAt,
      @Nullable Integer status,
      @Nullable String problem) {

    static DeliveryAnswer of(Delivery delivery) {
      return new DeliveryAnswer(
          delivery.id(),
          delivery.type(),
          delivery.at(),
          delivery.state(),
          delivery.attempts(),
          delivery.triedAt(),
          delivery.status(),
          delivery.problem());
    }
  }

  /// A message that is queued.
  record QueuedAnswer(String delivery) {}

  @Operation(summary = "Webhooks", description = "Who outside is told of what, oldest first.")
  @GetMapping
  List<WebhookAnswer> list() {
    return webhooks.all().stream().map(WebhookAnswer::of).toList();
  }

  @Operation(
      summary = "One webhook",
      description = "Where it is, what it is told of, and how that goes.")
  @MayFail(404)
  @GetMapping("/{id}")
  WebhookAnswer one(@Parameter(description = ID) @PathVariable String id) {
    return WebhookAnswer.of(webhooks.one(id));
  }

  @Operation(
      summary = "Add a webhook",
      description =
          "It is told of what happens from now on, signed as Standard Webhooks has it (webhook-id,"
              + " webhook-timestamp, webhook-signature). The secret is shown this once. Kept as"
              + " evidence first.")
  @MayFail({400, 503})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewWebhookAnswer add(@RequestBody WebhookRequest request, Principal person) {
    if (request.url() == null || request.events() == null) {
      throw new NotUnderstood(
          "Send {\"url\": \"https://…\", \"events\": [\"finding.opened\"], \"severity\": \"HIGH\"}.");
    }
    Severity least = request.severity() == null ? Severity.INFO : request.severity();
    Fresh made =
        webhooks.add(request.url(), EventType.of(request.events()), least, person.getName());
    if (Boolean.FALSE.equals(request.active())) {
      webhooks.active(made.webhook().id(), false, person.getName());
    }
    return NewWebhookAnswer.of(made);
  }

  @Operation(
      summary = "Change a webhook",
      description =
          "What is absent stays. One that is resumed is told of what happens from now on; what"
              + " waited for it is sent first. Kept as evidence first.")
  @MayFail({400, 404, 412, 503})
  @PatchMapping("/{id}")
  WebhookAnswer change(
      @Parameter(description = ID) @PathVariable String id,
      @RequestBody WebhookRequest request,
      Principal person) {
    return preconditions.where(() -> one(id), () -> changed(id, request, person));
  }

  private WebhookAnswer changed(String id, WebhookRequest request, Principal person) {
    Webhook before = webhooks.one(id);
    if (request.url() != null || request.events() != null || request.severity() != null) {
      Set<EventType> events =
          request.events() == null ? before.events() : EventType.of(request.events());
      webhooks.change(
          id,
          request.url() == null ? before.url().toString() : request.url(),
          events,
          request.severity() == null ? before.least() : request.severity(),
          person.getName());
    }
    if (request.active() != null) {
      webhooks.active(id, request.active(), person.getName());
    }
    return WebhookAnswer.of(webhooks.one(id));
  }

  @Operation(
      summary = "Remove a webhook",
      description = "With the messages that wait for it. Kept as evidence first.")
  @MayFail({404, 412, 503})
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@Parameter(description = ID) @PathVariable String id, Principal person) {
    preconditions.where(
        () -> one(id),
        () -> {
          webhooks.remove(id, person.getName());
          return id;
        });
  }

  @Operation(
      summary = "Give a webhook another secret",
      description =
          "For 24 hours both sign, so that the receiver can follow. The secret is shown this once."
              + " Kept as evidence first.")
  @MayFail({404, 412, 503})
  @PostMapping("/{id}/secret")
  NewWebhookAnswer rotate(@Parameter(description = ID) @PathVariable String id, Principal person) {
    return preconditions.where(
        () -> one(id), () -> NewWebhookAnswer.of(webhooks.rotate(id, person.getName())));
  }

  @Operation(
      summary = "Try a webhook",
      description = "Sends it a message of type webhook.test before anything that waits.")
  @MayFail({400, 404})
  @PostMapping("/{id}/test")
  @ResponseStatus(HttpStatus.ACCEPTED)
  QueuedAnswer test(@Parameter(description = ID) @PathVariable String id, Principal person) {
    return new QueuedAnswer(webhooks.test(id, person.getName()));
  }

  @Operation(
      summary = "Messages to a webhook",
      description = "The last fifty, newest first, and how each was taken.")
  @MayFail(404)
  @GetMapping("/{id}/deliveries")
  List<DeliveryAnswer> deliveries(@Parameter(description = ID) @PathVariable String id) {
    return webhooks.deliveries(id).stream().map(DeliveryAnswer::of).toList();
  }

  @Operation(
      summary = "Send a message once more",
      description = "With the same id and the same body, signed anew.")
  @MayFail({400, 404})
  @PostMapping("/{id}/deliveries/{delivery}/redelivery")
  @ResponseStatus(HttpStatus.ACCEPTED)
  QueuedAnswer again(
      @Parameter(description = ID) @PathVariable String id,
      @Parameter(description = "The id of the message, for example msg_0123456789abcdef.")
          @PathVariable
          String delivery) {
    webhooks.again(id, delivery);
    return new QueuedAnswer(delivery);
  }
}
