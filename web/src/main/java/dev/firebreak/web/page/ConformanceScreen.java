package dev.firebreak.web.page;

import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.scim.probe.ProbeTarget;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.NothingToProbe;
import dev.firebreak.web.view.ConformancePages;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a source says of itself beside what was measured.
@Screen
final class ConformanceScreen {

  private final ConformancePages pages;

  ConformanceScreen(ConformancePages pages) {
    this.pages = pages;
  }

  @GetMapping("/sources/{id}/conformance")
  String conformance(@PathVariable String id, Model model) {
    model.addAttribute("view", pages.of(id));
    return "conformance";
  }

  /// Probes now, and shows what came of it.
  @PostMapping("/sources/{id}/probe")
  String probe(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String on,
      Principal person,
      RedirectAttributes next) {
    try {
      ProbeTarget target = on == null || on.isBlank() ? null : ProbeTarget.parse(on.strip());
      if (!pages.probe(id, target, person.getName())) {
        next.addFlashAttribute("refused", "This source is being probed already.");
      }
    } catch (ScimFailure
        | ConfigInvalid
        | NothingToProbe
        | EvidenceBroken
        | IllegalArgumentException failure) {
      next.addFlashAttribute("refused", "Not probed: " + failure.getMessage());
    }
    next.addAttribute("id", id);
    return "redirect:/sources/{id}/conformance";
  }
}
