package dev.firebreak.web.api;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.Harvests;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.OverviewPages;
import dev.firebreak.web.view.RejectedResources;
import dev.firebreak.web.view.SourcePages;
import dev.firebreak.web.work.Job;
import dev.firebreak.web.work.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Where things stand, sources, harvests and analyses.
@Tag(name = Tags.WORK)
@RestController
@RequestMapping("/api/v1")
final class OperationsApi {

  private static final int MOST_RUNS = 1_000;
  private static final int MOST_REJECTED = 100_000;

  private final Operations operations;
  private final SourcePages sources;
  private final FindingsReader findings;
  private final RejectedResources rejected;
  private final Firebreak firebreak;
  private final OverviewPages overview;

  OperationsApi(
      Operations operations,
      SourcePages sources,
      FindingsReader findings,
      RejectedResources rejected,
      Firebreak firebreak,
      OverviewPages overview) {
    this.rejected = rejected;
    this.operations = operations;
    this.sources = sources;
    this.findings = findings;
    this.firebreak = firebreak;
    this.overview = overview;
  }

  @Operation(
      summary = "Where things stand",
      description =
          "What the overview page shows: the answer in a sentence, open findings by severity and their trend, what changed since an earlier analysis and why, the crown jewels, the widest blast radii and the drift debt of each source.")
  @MayFail(400)
  @GetMapping("/overview")
  OverviewPages.Overview overview(
      @Parameter(
              description =
                  "The analysis to compare the last one with; the last of an earlier day when absent.")
          @RequestParam(required = false)
          @Nullable String since) {
    return overview.now(since);
  }

  @Operation(
      summary = "Sources",
      description =
          "Every source, declared or harvested: whether its last harvest was complete, what was promised and what came, and how its accounts were joined to people.")
  @GetMapping("/sources")
  List<SourcePages.SourceView> sources() {
    return sources.all();
  }

  /// Starts a harvest of one source or of all, followed by an analysis: 202 with the job, or 409 if
  /// another job is running.
  @Operation(
      summary = "Harvest, then analyse",
      description =
          "Starts in the background and answers with the job; `/jobs/latest` tells how far it is.")
  @MayFail({400, 404, 409})
  @ApiResponse(
      responseCode = "202",
      description = "It has begun.",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Job.class)))
  @PostMapping("/harvests")
  ResponseEntity<?> harvest(
      @Parameter(description = "The id of one source; all of them when absent.")
          @RequestParam(required = false)
          @Nullable String source,
      @Parameter(
              description =
                  "Read only what changed since the graph last followed each source, where it can be asked for that; everything when absent.")
          @RequestParam(defaultValue = "false")
          boolean changes,
      @Parameter(
              description =
                  "Begin anew, also where a harvest that was cut off could be continued; not together with changes.")
          @RequestParam(defaultValue = "false")
          boolean anew) {
    if (anew && changes) {
      throw new NotUnderstood("A harvest begins anew or reads changes, not both.");
    }
    if (anew) {
      return started(
          operations.harvestAnewAndAnalyse(
              source == null ? firebreak.sources().all() : List.of(configured(source))));
    }
    boolean started =
        source == null
            ? changes ? operations.updateAndAnalyse() : operations.harvestAndAnalyse()
            : changes
                ? operations.updateAndAnalyse(configured(source))
                : operations.harvestAndAnalyse(configured(source));
    return started(started);
  }

  /// The resources of a source that no harvest could use so far, the most often tried first.
  @Operation(
      summary = "Resources that cannot be used",
      description =
          "What a source gave and no harvest could use so far, with the reason and where in the resource it is; tried again by every harvest, the most often tried first.")
  @MayFail({400, 404})
  @GetMapping("/sources/{id}/rejected")
  List<RejectedResources.Rejected> rejected(
      @Parameter(description = "The id of the source.") @PathVariable String id,
      @Parameter(description = "How many at most.") @RequestParam(defaultValue = "1000")
          int limit) {
    if (limit < 1 || limit > MOST_REJECTED) {
      throw new NotUnderstood("limit is from 1 to " + MOST_REJECTED + ".");
    }
    return rejected.of(view(id).source().id(), limit);
  }

  /// Believes the harvest of a source that is in quarantine: what it did not see is removed, then
  /// an analysis follows. 202 with the job; 409 if another job is running, no harvest of the source
  /// is in quarantine, or `stamp` names another.
  @Operation(
      summary = "Believe a harvest in quarantine",
      description =
          "What the harvest in quarantine did not see is removed, in the background, and an analysis follows. The evidence says who believed it.")
  @MayFail({404, 409})
  @ApiResponse(
      responseCode = "202",
      description = "It has begun.",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Job.class)))
  @PostMapping("/sources/{id}/accept-drop")
  ResponseEntity<?> acceptDrop(
      @Parameter(description = "The id of the source.") @PathVariable String id,
      @Parameter(
              description =
                  "The harvest that was looked at; the one in quarantine, whichever it is, when absent.")
          @RequestParam(required = false)
          @Nullable String stamp,
      Principal person) {
    Harvests.Receipt last = view(id).source().last();
    Harvests.Quarantine quarantine = last == null ? null : last.quarantine();
    if (quarantine == null || (stamp != null && !stamp.equals(quarantine.stamp()))) {
      return conflict(
          "Not in quarantine",
          quarantine == null
              ? "No harvest of this source is in quarantine."
              : "The harvest in quarantine is %s.".formatted(quarantine.stamp()));
    }
    return started(
        operations.acceptDropAndAnalyse(configured(id), quarantine.stamp(), person.getName()));
  }

  private SourcePages.SourceView view(String id) {
    return sources.all().stream()
        .filter(view -> view.source().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotThere("There is no source with the id " + id + "."));
  }

  private ResponseEntity<?> started(boolean started) {
    return started ? ResponseEntity.accepted().body(operations.latest().orElseThrow()) : busy();
  }

  private static ResponseEntity<?> busy() {
    return conflict(
        "Busy", "Something else is being harvested or analysed. Try again when it is done.");
  }

  private static ResponseEntity<?> conflict(String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
    problem.setTitle(title);
    return ResponseEntity.of(problem).build();
  }

  /// The job that runs now, or else the last one since the server started.
  @Operation(
      summary = "The harvest or analysis in the background",
      description = "The one that runs now, or else the last one since the server started.")
  @MayFail(404)
  @GetMapping("/jobs/latest")
  Job latestJob() {
    return operations
        .latest()
        .orElseThrow(() -> new NotThere("No job has run since the server started."));
  }

  @Operation(
      summary = "Cancel the harvest in the background",
      description =
          "The harvest ends in order: what was read stays in the graph, a source that was not read to its end loses nothing, and no analysis follows. The next harvest continues it. Answers with the job, which ends soon.")
  @MayFail(409)
  @ApiResponse(
      responseCode = "202",
      description = "It is ending.",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Job.class)))
  @PostMapping("/jobs/latest/cancel")
  ResponseEntity<?> cancel(Principal person) {
    return operations.cancel(person.getName())
        ? ResponseEntity.accepted().body(latestJob())
        : ResponseEntity.status(HttpStatus.CONFLICT)
            .body(
                ProblemDetail.forStatusAndDetail(
                    HttpStatus.CONFLICT, "No harvest is running that could be cancelled."));
  }

  /// Runs every analysis over the graph as it is, and answers when it is done.
  @Operation(
      summary = "Analyse now",
      description =
          "Runs every analysis over the graph as it is, compares with the open findings, and answers when it is done.")
  @MayFail(409)
  @ApiResponse(
      responseCode = "200",
      description = "It is done.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AnalysisRun.class)))
  @PostMapping("/analyses")
  ResponseEntity<?> analyse() {
    Optional<AnalysisRun> run = operations.analyseUnlessBusy();
    return run.isPresent() ? ResponseEntity.ok(run.get()) : busy();
  }

  @Operation(
      summary = "Analyses so far",
      description = "What each analysis counted, opened, kept and resolved, newest first.")
  @MayFail(400)
  @GetMapping("/analyses")
  List<AnalysisRun> analyses(
      @Parameter(description = "How many, 1 to 1000.") @RequestParam(defaultValue = "30")
          int limit) {
    if (limit < 1 || limit > MOST_RUNS) {
      throw new NotUnderstood("limit is from 1 to " + MOST_RUNS + ".");
    }
    return findings.runs(limit);
  }

  private SourceConfig configured(String id) {
    return firebreak
        .sources()
        .find(id)
        .orElseThrow(() -> new NotThere("The configuration has no source with the id " + id + "."));
  }
}
