package dev.firebreak.web.page;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.OverviewPages;
import dev.firebreak.web.work.Operations;
import dev.firebreak.web.work.Waiting;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Screen
final class OverviewScreen {

  private final OverviewPages pages;
  private final Waiting waiting;
  private final Operations operations;
  private final CurrentGraph current;

  OverviewScreen(
      OverviewPages pages, Waiting waiting, Operations operations, CurrentGraph current) {
    this.current = current;
    this.pages = pages;
    this.waiting = waiting;
    this.operations = operations;
  }

  /// @param since the analysis to compare the last one with
  @GetMapping("/")
  String overview(
      @RequestParam(required = false) @Nullable String since, Principal person, Model model) {
    model.addAttribute("overview", pages.now(since == null || since.isEmpty() ? null : since));
    model.addAttribute("waiting", current.isPart() ? List.of() : waiting.of(person.getName()));
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
