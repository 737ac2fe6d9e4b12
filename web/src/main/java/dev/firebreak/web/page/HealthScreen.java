package dev.firebreak.web.page;

import dev.firebreak.web.health.SourceHealth;
import dev.firebreak.web.health.SourceHealths;
import dev.firebreak.web.meter.CallFigures;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Screen
final class HealthScreen {

  private final SourceHealths healths;
  private final Figures figures;

  HealthScreen(SourceHealths healths, Figures figures) {
    this.healths = healths;
    this.figures = figures;
  }

  @GetMapping("/sources/{id}/health")
  String health(@PathVariable String id, Model model) {
    SourceHealth health = healths.of(id);
    model.addAttribute("health", health);
    model.addAttribute("calls", health.calls());
    model.addAttribute("heading", heading(health));
    return "health";
  }

  private String heading(SourceHealth health) {
    CallFigures calls = health.calls();
    if (calls.calls() == 0) {
      return "%s was not called since the server started.".formatted(health.name());
    }
    return health.good() == calls.calls()
        ? "%s answered %s."
            .formatted(
                health.name(),
                calls.calls() == 1
                    ? "its last call"
                    : "all of its last " + figures.count(calls.calls()) + " calls")
        : "%s answered %s of its last %s."
            .formatted(
                health.name(),
                figures.share(health.good(), calls.calls()),
                figures.count(calls.calls(), "call", "calls"));
  }
}
