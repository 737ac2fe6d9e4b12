package dev.firebreak.web.page;

import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.remediation.watch.Look;
import dev.firebreak.web.progress.WorkTold;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.RunPages;
import dev.firebreak.web.view.Shells;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.work.Unattended;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A run from its plan to its proof. What the engine refuses is said on the page that asked.
@Screen
final class RemediationScreen {

  private final Remediations remediations;
  private final RunPages pages;
  private final Shells shells;
  private final Unattended unattended;
  private final Clock clock;

  RemediationScreen(
      Remediations remediations,
      RunPages pages,
      Shells shells,
      Unattended unattended,
      Clock clock) {
    this.clock = clock;
    this.remediations = remediations;
    this.unattended = unattended;
    this.pages = pages;
    this.shells = shells;
  }

  @GetMapping("/remediation")
  String list(Model model) {
    model.addAttribute("runs", pages.lines(remediations.latest(RunPages.LISTED)));
    model.addAttribute("off", remediations.off().orElse(null));
    model.addAttribute("readiness", remediations.readiness());
    model.addAttribute("paused", remediations.paused().orElse(null));
    return "remediation";
  }

  @PostMapping("/remediation/pause")
  String pause(
      @RequestParam(defaultValue = "") String reason, Principal person, RedirectAttributes next) {
    return step("/remediation", next, () -> remediations.pause(person.getName(), reason));
  }

  @PostMapping("/remediation/resume")
  String resume(
      @RequestParam(defaultValue = "") String reason, Principal person, RedirectAttributes next) {
    return step("/remediation", next, () -> remediations.resume(person.getName(), reason));
  }

  @GetMapping("/remediation/{id}")
  String one(@PathVariable String id, Model model) {
    Works works = remediations.works();
    model.addAttribute("live", works.marks(id, "analysis"));
    model.addAttribute(
        "work",
        works
            .find(id)
            .filter(work -> !work.state().isOver())
            .map(work -> WorkTold.of(work, Instant.now(clock)))
            .orElse(null));
    Run run = run(id);
    model.addAttribute("view", pages.of(run));
    Map<String, Look> looks = unattended.looks(id);
    model.addAttribute("looks", looks);
    model.addAttribute("routes", unattended.routes(looks.values()));
    model.addAttribute("harvested", remediations.aftermath().harvested(run));
    model.addAttribute("undoable", remediations.aftermath().offersUndo(run));
    model.addAttribute("needed", remediations.approvalsNeeded(run.plan()));
    // read after the run, so that the page that shows its end has the counts that go with it
    model.addAttribute(
        "shell", shells.now(() -> pages.waiting(remediations.latest(RunPages.LISTED))));
    model.addAttribute("off", remediations.off().orElse(null));
    return "run";
  }

  @PostMapping("/remediation")
  String plan(@RequestParam String finding, Principal person, RedirectAttributes next) {
    try {
      return "redirect:" + address(remediations.plans().plan(finding, person.getName()).id());
    } catch (RemediationRefused refused) {
      next.addFlashAttribute("refused", refused.getMessage());
      return "redirect:/findings/" + encoded(finding);
    }
  }

  @PostMapping("/remediation/{id}/dry-run")
  String dryRun(@PathVariable String id, Principal person, RedirectAttributes next) {
    return step(address(id), next, () -> remediations.dryRun(id, person.getName()));
  }

  @PostMapping("/remediation/{id}/approve")
  String approve(
      @PathVariable String id,
      @RequestParam String hash,
      @RequestParam String count,
      @RequestParam(defaultValue = "") String note,
      Principal person,
      RedirectAttributes next) {
    int changes = run(id).plan().changes().size();
    if (!count.strip().equals(Integer.toString(changes))) {
      next.addFlashAttribute(
          "refused",
          "Not approved: type %d, the number of changes, to confirm.".formatted(changes));
      next.addFlashAttribute("note", note);
      return "redirect:" + address(id);
    }
    String page =
        step(
            address(id),
            next,
            () ->
                remediations.approve(
                    id, hash, person.getName(), note.isBlank() ? null : note.strip()));
    if (next.getFlashAttributes().containsKey("refused")) {
      next.addFlashAttribute("note", note);
    }
    return page;
  }

  @PostMapping("/remediation/{id}/start")
  String start(@PathVariable String id, Principal person, RedirectAttributes next) {
    if (run(id).state() != RunState.APPROVED) {
      next.addFlashAttribute("refused", "Run %s is not approved, or was started.".formatted(id));
      return "redirect:" + address(id);
    }
    next.addFlashAttribute("starting", true);
    return step(address(id), next, () -> remediations.start(id, person.getName()));
  }

  @PostMapping("/remediation/{id}/withdraw")
  String withdraw(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Principal person,
      RedirectAttributes next) {
    return step(address(id), next, () -> remediations.withdraw(id, person.getName(), reason));
  }

  @PostMapping("/remediation/{id}/undo")
  String undo(@PathVariable String id, Principal person, RedirectAttributes next) {
    try {
      return "redirect:" + address(remediations.aftermath().undo(id, null, person.getName()).id());
    } catch (RemediationRefused refused) {
      next.addFlashAttribute("refused", refused.getMessage());
      return "redirect:" + address(id);
    }
  }

  @PostMapping("/remediation/{id}/tasks/{change}/done")
  String done(
      @PathVariable String id,
      @PathVariable String change,
      @RequestParam String doneAt,
      @RequestParam String reference,
      Principal person,
      RedirectAttributes next) {
    Instant when;
    try {
      when = LocalDateTime.parse(doneAt).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      next.addFlashAttribute("refused", "Say when it was done, in UTC: 2026-11-23T09:30.");
      return "redirect:" + address(id);
    }
    return step(
        address(id),
        next,
        () -> remediations.aftermath().done(id, change, person.getName(), when, reference));
  }

  @PostMapping("/remediation/{id}/tasks/{change}/withdraw")
  String withdraw(
      @PathVariable String id,
      @PathVariable String change,
      @RequestParam(defaultValue = "") String reason,
      Principal person,
      RedirectAttributes next) {
    return step(
        address(id),
        next,
        () -> remediations.aftermath().withdraw(id, change, person.getName(), reason));
  }

  @PostMapping("/remediation/{id}/tasks/check")
  String check(@PathVariable String id, RedirectAttributes next) {
    return step(address(id), next, () -> remediations.aftermath().check(id));
  }

  @PostMapping("/remediation/{id}/stop")
  String stop(@PathVariable String id, RedirectAttributes next) {
    return step(address(id), next, remediations::stop);
  }

  private Run run(String id) {
    return remediations
        .run(id)
        .orElseThrow(() -> new NotThere("There is no remediation run " + id + "."));
  }

  private static String step(String page, RedirectAttributes next, Runnable action) {
    try {
      action.run();
    } catch (RemediationRefused refused) {
      next.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:" + page;
  }

  private static String address(String id) {
    return "/remediation/" + encoded(id);
  }

  private static String encoded(String id) {
    return org.springframework.web.util.UriUtils.encodePathSegment(
        id, java.nio.charset.StandardCharsets.UTF_8);
  }
}
