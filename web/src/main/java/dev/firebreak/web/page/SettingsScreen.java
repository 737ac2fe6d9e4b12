package dev.firebreak.web.page;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.config.RemediationConfig;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.work.Schedules;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// How this installation is set up, as far as the configuration file says it: to be read here, and
/// changed there.
@Screen
final class SettingsScreen {

  private final FirebreakConfig config;
  private final Remediations remediations;
  private final Schedules schedules;

  SettingsScreen(FirebreakConfig config, Remediations remediations, Schedules schedules) {
    this.config = config;
    this.remediations = remediations;
    this.schedules = schedules;
  }

  @GetMapping("/settings")
  String page(Model model) {
    RemediationConfig remediation = Objects.requireNonNull(config.remediation());
    List<SourceConfig> sources = Objects.requireNonNull(config.sources());
    model.addAttribute("readiness", remediations.readiness());
    model.addAttribute("neverTouch", new TreeSet<>(remediation.leftAlone().names()));
    model.addAttribute("saysWhom", remediation.saysWhomNeverToTouch());
    model.addAttribute("approvers", new TreeSet<>(Objects.requireNonNull(remediation.approvers())));
    model.addAttribute("fourEyes", remediation.fourEyes());
    model.addAttribute("policies", config.policies());
    model.addAttribute("sources", sources);
    model.addAttribute("plans", schedules.plans());
    return "settings";
  }
}
