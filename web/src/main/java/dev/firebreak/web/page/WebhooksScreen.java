package dev.firebreak.web.page;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.view.Counts;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.webhook.EventType;
import dev.firebreak.web.webhook.Webhook;
import dev.firebreak.web.webhook.Webhooks;
import dev.firebreak.web.webhook.Webhooks.Fresh;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who outside is told of findings, runs and harvests, and how that goes; for administrators.
@Screen
final class WebhooksScreen {

  private static final String PAGE = "/settings/webhooks";

  private final Webhooks webhooks;
  private final Preconditions preconditions;

  WebhooksScreen(Webhooks webhooks, Preconditions preconditions) {
    this.webhooks = webhooks;
    this.preconditions = preconditions;
  }

  @GetMapping(PAGE)
  String list(Model model) {
    List<Webhook> all = webhooks.all();
    long told = all.stream().filter(Webhook::active).count();
    model.addAttribute("webhooks", all);
    model.addAttribute(
        "heading",
        all.isEmpty()
            ? "Nobody outside is told anything."
            : told == 0
                ? "No webhook is told anything now: all are stopped."
                : Counts.of(told, "webhook is", "webhooks are") + " told of events.");
    choices(model);
    return "webhooks";
  }

  private static void choices(Model model) {
    model.addAttribute("types", EventType.all());
    model.addAttribute("severities", Severity.values());
  }

  @GetMapping(PAGE + "/{id}")
  String one(@PathVariable String id, Model model) {
    // a delivery that fails marks the webhook first
    model.addAttribute("deliveries", webhooks.deliveries(id));
    model.addAttribute("one", webhooks.one(id));
    choices(model);
    return "webhook";
  }

  @PostMapping(PAGE)
  String add(
      @RequestParam String url,
      @RequestParam(defaultValue = "") List<String> event,
      @RequestParam(defaultValue = "INFO") Severity severity,
      Principal person,
      RedirectAttributes next) {
    Optional<Fresh> made =
        tried(next, () -> webhooks.add(url, EventType.of(event), severity, person.getName()));
    if (made.isEmpty()) {
      next.addFlashAttribute("typedUrl", url);
      return "redirect:" + PAGE;
    }
    String id = made.get().webhook().id();
    next.addFlashAttribute("told", "Webhook %s is told of what happens from now on.".formatted(id));
    next.addFlashAttribute("secret", made.get().secret());
    return "redirect:" + PAGE + "/" + id;
  }

  @PostMapping(PAGE + "/{id}")
  String change(
      @PathVariable String id,
      @RequestParam String url,
      @RequestParam(defaultValue = "") List<String> event,
      @RequestParam(defaultValue = "INFO") Severity severity,
      Principal person,
      RedirectAttributes next) {
    return said(
        id,
        next,
        () -> {
          webhooks.change(id, url, EventType.of(event), severity, person.getName());
          return "Webhook %s is changed.".formatted(id);
        });
  }

  @PostMapping(PAGE + "/{id}/secret")
  String rotate(@PathVariable String id, Principal person, RedirectAttributes next) {
    return said(
        id,
        next,
        () -> {
          next.addFlashAttribute("secret", webhooks.rotate(id, person.getName()).secret());
          return "Webhook %s has a new secret. The old one signs, too, for 24 hours.".formatted(id);
        });
  }

  @PostMapping(PAGE + "/{id}/test")
  String test(@PathVariable String id, Principal person, RedirectAttributes next) {
    return said(
        id,
        next,
        () -> "The message %s is on its way.".formatted(webhooks.test(id, person.getName())));
  }

  @PostMapping(PAGE + "/{id}/stop")
  String stop(@PathVariable String id, Principal person, RedirectAttributes next) {
    return said(
        id,
        next,
        () -> {
          webhooks.active(id, false, person.getName());
          return "Webhook %s is told nothing any more.".formatted(id);
        });
  }

  @PostMapping(PAGE + "/{id}/resume")
  String resume(@PathVariable String id, Principal person, RedirectAttributes next) {
    return said(
        id,
        next,
        () -> {
          webhooks.active(id, true, person.getName());
          return "Webhook %s is told of what happens from now on.".formatted(id);
        });
  }

  @PostMapping(PAGE + "/{id}/remove")
  String remove(@PathVariable String id, Principal person, RedirectAttributes next) {
    preconditions.inTurn(() -> {
      webhooks.remove(id, person.getName());
      return id;
    });
    next.addFlashAttribute("told", "Webhook %s is removed.".formatted(id));
    return "redirect:" + PAGE;
  }

  @PostMapping(PAGE + "/{id}/deliveries/{delivery}/again")
  String again(@PathVariable String id, @PathVariable String delivery, RedirectAttributes next) {
    return said(
        id,
        next,
        () -> {
          webhooks.again(id, delivery);
          return "The message %s is sent once more.".formatted(delivery);
        });
  }

  private String said(String id, RedirectAttributes next, Supplier<String> change) {
    tried(next, () -> preconditions.inTurn(change))
        .ifPresent(told -> next.addFlashAttribute("told", told));
    return "redirect:" + PAGE + "/" + id;
  }

  private static <T> Optional<T> tried(RedirectAttributes next, Supplier<T> change) {
    try {
      return Optional.of(change.get());
    } catch (NotUnderstood refused) {
      next.addFlashAttribute("refused", "Nothing was changed. " + refused.getMessage());
      return Optional.empty();
    }
  }
}
