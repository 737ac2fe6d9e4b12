package dev.firebreak.web.page;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.health.SourceHealths;
import dev.firebreak.web.progress.WorkTold;
import dev.firebreak.web.progress.Works;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.SourcePages;
import dev.firebreak.web.view.SourceSettings;
import dev.firebreak.web.view.UnreadEndpoints;
import dev.firebreak.web.work.Job;
import dev.firebreak.web.work.Operations;
import dev.firebreak.web.work.Schedules;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Screen
final class SourcesScreen {

  private final SourcePages pages;
  private final Operations operations;
  private final Firebreak firebreak;
  private final UnreadEndpoints unread;
  private final Schedules schedules;
  private final SourceHealths healths;
  private final SourceSettings settings;

  SourcesScreen(
      SourcePages pages,
      Operations operations,
      Firebreak firebreak,
      UnreadEndpoints unread,
      Schedules schedules,
      SourceHealths healths,
      SourceSettings settings) {
    this.schedules = schedules;
    this.healths = healths;
    this.settings = settings;
    this.pages = pages;
    this.operations = operations;
    this.firebreak = firebreak;
    this.unread = unread;
  }

  @GetMapping("/sources")
  String sources(@RequestParam(required = false) @Nullable String key, Model model) {
    List<SourcePages.SourceView> all = pages.all();
    model.addAttribute("sources", all);
    model.addAttribute("unread", unread.of(all));
    model.addAttribute("plans", schedules.plans());
    model.addAttribute("warnings", healths.warnings());
    model.addAttribute("settings", settings.all());
    model.addAttribute("chosen", key);
    working(model);
    model.addAttribute("heading", heading(all));
    return "sources";
  }

  /// Before what it goes by is read, how it stands: a page that is out of date shall know it.
  private void working(Model model) {
    Works works = operations.works();
    model.addAttribute("live", works.marks("job", "analysis"));
    Instant now = firebreak.clock().instant();
    model.addAttribute("work", works.find("job").map(work -> WorkTold.of(work, now)).orElse(null));
    model.addAttribute(
        "analysing",
        works
            .find("analysis")
            .filter(work -> !work.state().isOver())
            .map(work -> WorkTold.of(work, now))
            .orElse(null));
    model.addAttribute("job", operations.latest().orElse(null));
  }

  /// The work in the background, asked for again when more of it changed than a count.
  @GetMapping("/sources/job")
  String job(HttpServletResponse response, Model model) {
    working(model);
    Job job = (Job) model.getAttribute("job");
    if (job == null || !job.running()) {
      response.setHeader("HX-Redirect", "/sources");
    }
    return "job :: job";
  }

  @PostMapping("/sources/harvest")
  String harvest(@RequestParam(required = false) @Nullable String source, RedirectAttributes next) {
    boolean started =
        (source == null || source.isEmpty())
            ? operations.harvestAndAnalyse()
            : operations.harvestAndAnalyse(configured(source));
    return started(started, next);
  }

  /// Ends the harvest that runs.
  @PostMapping("/sources/job/cancel")
  String cancel(Principal person, RedirectAttributes next) {
    if (!operations.cancel(person.getName())) {
      next.addFlashAttribute("refused", "No harvest is running that could be cancelled.");
    }
    return "redirect:/sources";
  }

  /// Believes a harvest in quarantine.
  @PostMapping("/sources/accept-drop")
  String acceptDrop(
      @RequestParam String source,
      @RequestParam String stamp,
      Principal person,
      RedirectAttributes next) {
    return started(
        operations.acceptDropAndAnalyse(configured(source), stamp, person.getName()), next);
  }

  private static String started(boolean started, RedirectAttributes next) {
    if (!started) {
      next.addFlashAttribute(
          "refused", "Something else is being harvested or analysed. Try again when it is done.");
    }
    return "redirect:/sources";
  }

  private SourceConfig configured(String id) {
    return firebreak
        .sources()
        .find(id)
        .orElseThrow(() -> new NotThere("The configuration has no source with the id " + id + "."));
  }

  private static String heading(List<SourcePages.SourceView> all) {
    long complete = all.stream().filter(view -> view.source().complete()).count();
    if (all.isEmpty()) {
      return "No source is named in the configuration yet.";
    }
    if (all.stream().allMatch(view -> view.source().last() == null)) {
      return all.size() == 1
          ? "The one source was never harvested."
          : "None of the %d sources was ever harvested.".formatted(all.size());
    }
    if (complete == all.size()) {
      return all.size() == 1
          ? "The one source is complete."
          : "All %d sources are complete.".formatted(all.size());
    }
    return "%d of %d sources are complete.".formatted(complete, all.size());
  }
}
