package dev.firebreak.web.page;

import dev.firebreak.web.view.SourceTimeline;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What happened at a source.
@Screen
final class TimelineScreen {

  private final SourceTimeline timeline;

  TimelineScreen(SourceTimeline timeline) {
    this.timeline = timeline;
  }

  @GetMapping("/sources/{id}/timeline")
  String timeline(
      @PathVariable String id, @RequestParam(defaultValue = "") String before, Model model) {
    model.addAttribute("timeline", timeline.of(id, before));
    model.addAttribute("first", before.isEmpty());
    return "timeline";
  }
}
