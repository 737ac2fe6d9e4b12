package dev.firebreak.web.api;

import dev.firebreak.web.health.SourceHealth;
import dev.firebreak.web.health.SourceHealths;
import dev.firebreak.web.view.SourceTimeline;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How well sources are, for programs and for a monitoring system. Signed in like everything else.
@Tag(name = Tags.SOURCES)
@RestController
@RequestMapping("/api/v1")
final class HealthApi {

  private final SourceHealths healths;
  private final SourceTimeline timeline;

  HealthApi(SourceHealths healths, SourceTimeline timeline) {
    this.timeline = timeline;
    this.healths = healths;
  }

  @Operation(
      summary = "How well a source is",
      description =
          "Its last calls in figures, whether it is called at all, its last complete harvest, when its credentials expire, how its schemas changed, and what to do something about. What is not known is null. Calls nobody.")
  @MayFail(404)
  @GetMapping("/sources/{id}/health")
  SourceHealth health(
      @Parameter(description = "The id of a source of the configuration.") @PathVariable
          String id) {
    return healths.of(id);
  }

  @Operation(
      summary = "What happened at a source",
      description =
          "Harvests, probes and changed schemas, and the records of the evidence about this source: what was sent to it, what was accepted, what came back. Newest first.")
  @MayFail({400, 404, 503})
  @GetMapping("/sources/{id}/timeline")
  SourceTimeline.Timeline timeline(
      @Parameter(description = "The id of the source.") @PathVariable String id,
      @Parameter(description = "Only older events: `older` of the answer before.")
          @RequestParam(defaultValue = "")
          String before) {
    return timeline.of(id, before);
  }

  @Operation(
      summary = "Metrics",
      description =
          "Every meter of the sources in the text format of Prometheus; docs/operations/metrics.md says what each means. What is not known is NaN.")
  @GetMapping(value = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
  String metrics() {
    return healths.meters();
  }
}
