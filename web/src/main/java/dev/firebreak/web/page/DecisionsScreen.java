package dev.firebreak.web.page;

import dev.firebreak.analytics.run.DecisionRefused;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.web.export.Moment;
import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.work.Decisions;
import java.security.Principal;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/// The forms on the page of a finding. What is refused is said there, and what was typed is kept.
@Screen
final class DecisionsScreen {

  private final Decisions decisions;
  private final Preconditions preconditions;

  DecisionsScreen(Decisions decisions, Preconditions preconditions) {
    this.decisions = decisions;
    this.preconditions = preconditions;
  }

  @PostMapping("/findings/{id}/acceptance")
  String accept(
      @PathVariable String id,
      @RequestParam String until,
      @RequestParam String reason,
      Principal person,
      RedirectAttributes next) {
    return decided(
        id,
        "Accepted, and kept as evidence. It is open again by itself when that time is over.",
        Map.of("typedUntil", until, "typedReason", reason),
        () -> decisions.accept(id, Moment.through(until), person.getName(), reason),
        next);
  }

  @PostMapping("/findings/{id}/acceptance/withdraw")
  String withdraw(
      @PathVariable String id,
      @RequestParam String reason,
      Principal person,
      RedirectAttributes next) {
    return decided(
        id,
        "The acceptance is withdrawn. It is open again.",
        Map.of("typedReason", reason),
        () -> decisions.withdraw(id, person.getName(), reason),
        next);
  }

  @PostMapping("/findings/{id}/assignee")
  String assign(
      @PathVariable String id,
      @RequestParam String assignee,
      Principal person,
      RedirectAttributes next) {
    return decided(
        id,
        assignee.isBlank() ? "Assigned to nobody." : "Assigned.",
        Map.of("typedAssignee", assignee),
        () -> decisions.assign(id, assignee, person.getName()),
        next);
  }

  @PostMapping("/findings/{id}/comments")
  String comment(
      @PathVariable String id,
      @RequestParam String text,
      Principal person,
      RedirectAttributes next) {
    return decided(
        id,
        "The comment is kept.",
        Map.of("typedComment", text),
        () -> decisions.comment(id, person.getName(), text),
        next);
  }

  private String decided(
      String id,
      String told,
      Map<String, String> typed,
      Runnable decision,
      RedirectAttributes next) {
    try {
      preconditions.inTurn(() -> {
        decision.run();
        return id;
      });
      next.addFlashAttribute("told", told);
    } catch (DecisionRefused | UserRefused | EvidenceBroken | IllegalArgumentException refused) {
      next.addFlashAttribute("refused", "Nothing was changed. " + refused.getMessage());
      typed.forEach(next::addFlashAttribute);
    }
    return "redirect:/findings/"
        + UriUtils.encodePathSegment(id, java.nio.charset.StandardCharsets.UTF_8);
  }
}
