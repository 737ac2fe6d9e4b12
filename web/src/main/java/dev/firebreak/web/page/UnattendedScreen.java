package dev.firebreak.web.page;

import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Standing;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.policy.Policy;
import dev.firebreak.remediation.policy.UnattendedRuns.State;
import dev.firebreak.remediation.watch.Look;
import dev.firebreak.web.work.Unattended;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What is remediated with nobody at the keyboard, and how it stands afterwards.
@Screen
final class UnattendedScreen {

  private static final int LISTED = 200;

  private final Unattended unattended;

  UnattendedScreen(Unattended unattended) {
    this.unattended = unattended;
  }

  /// @param preview the policy whose findings are shown, null for none
  @GetMapping("/remediation/unattended")
  String page(@RequestParam(required = false) @Nullable String preview, Model model) {
    List<State> states = unattended.states();
    List<Look> looks = unattended.looks();
    Map<String, Object> next = new LinkedHashMap<>();
    states.forEach(state ->
        unattended.next(state.policy()).ifPresent(at -> next.put(state.policy().id(), at)));
    model.addAttribute("heading", heading(states, looks));
    model.addAttribute("states", states);
    model.addAttribute("next", next);
    model.addAttribute("working", unattended.isWorking());
    model.addAttribute("looks", looks.stream().limit(LISTED).toList());
    model.addAttribute("routes", unattended.routes(looks));
    model.addAttribute("lookCount", looks.size());
    model.addAttribute("previewed", preview);
    model.addAttribute("judged", preview == null ? List.of() : unattended.preview(preview));
    return "unattended";
  }

  private static String heading(List<State> states, List<Look> looks) {
    long back = looks.stream().filter(look -> look.seen().standing() == Standing.BACK).count();
    if (back > 0) {
      return back == 1
          ? "1 access that was taken is back."
          : "%,d accesses that were taken are back.".formatted(back);
    }
    long acting =
        states.stream()
            .filter(state -> state.notInForce() == null && state.policy().mode() == Policy.Mode.RUN)
            .count();
    return switch ((int) acting) {
      case 0 -> "Nothing acts without a person.";
      case 1 -> "1 policy acts without a person.";
      default -> "%,d policies act without a person.".formatted(acting);
    };
  }

  @PostMapping("/remediation/unattended/{id}/approve")
  String approve(
      @PathVariable String id,
      @RequestParam String hash,
      @RequestParam(defaultValue = "") String note,
      Principal person,
      RedirectAttributes next) {
    return step(
        "Approved, and kept as evidence.",
        () -> unattended.approve(id, hash, person.getName(), note),
        next);
  }

  @PostMapping("/remediation/unattended/{id}/stop")
  String stop(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Principal person,
      RedirectAttributes next) {
    return step(
        "Stopped, and kept as evidence.",
        () -> unattended.withdraw(id, person.getName(), reason),
        next);
  }

  @PostMapping("/remediation/unattended/{id}/start")
  String start(@PathVariable String id, RedirectAttributes next) {
    return step("Policy " + id + " is at work.", () -> unattended.start(id), next);
  }

  private static String step(String told, Runnable action, RedirectAttributes next) {
    try {
      action.run();
      next.addFlashAttribute("told", told);
    } catch (RemediationRefused refused) {
      next.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/remediation/unattended";
  }
}
