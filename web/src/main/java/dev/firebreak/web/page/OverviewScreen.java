package dev.firebreak.web.page;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.web.view.OverviewPages;
import dev.firebreak.web.view.ReachChanges;
import dev.firebreak.web.work.Operations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Screen
final class OverviewScreen {

  private final OverviewPages pages;
  private final ReachChanges changes;
  private final Operations operations;

  OverviewScreen(OverviewPages pages, ReachChanges changes, Operations operations) {
    this.pages = pages;
    this.changes = changes;
    this.operations = operations;
  }

  @GetMapping("/")
  String overview(Model model) {
    model.addAttribute("overview", pages.now());
    model.addAttribute("reach", changes.latest().orElse(null));
    return "overview";
  }

  @PostMapping("/analyses")
  String analyse(RedirectAttributes next) {
    next.addFlashAttribute(
        "told",
        operations
            .analyseUnlessBusy()
            .map(OverviewScreen::told)
            .orElse("Something else is being harvested or analysed. Look again when it is done."));
    return "redirect:/";
  }

  private static String told(AnalysisRun run) {
    return "Analysis %s took %,d ms: %,d opened, %,d persist, %,d resolved."
        .formatted(run.id(), run.tookMillis(), run.opened(), run.persisting(), run.resolved());
  }
}
