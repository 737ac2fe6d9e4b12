package dev.firebreak.web.api;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.SourcePages;
import dev.firebreak.web.work.Job;
import dev.firebreak.web.work.Operations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Sources, harvests and analyses.
@RestController
@RequestMapping("/api/v1")
final class OperationsApi {

  private static final int MOST_RUNS = 1_000;

  private final Operations operations;
  private final SourcePages sources;
  private final FindingsReader findings;
  private final Firebreak firebreak;

  OperationsApi(
      Operations operations, SourcePages sources, FindingsReader findings, Firebreak firebreak) {
    this.operations = operations;
    this.sources = sources;
    this.findings = findings;
    this.firebreak = firebreak;
  }

  @GetMapping("/sources")
  List<SourcePages.SourceView> sources() {
    return sources.all();
  }

  /// Starts a harvest of one source or of all, followed by an analysis: 202 with the job, or 409 if
  /// another job is running.
  @PostMapping("/harvests")
  ResponseEntity<?> harvest(@RequestParam(required = false) @Nullable String source) {
    boolean started =
        source == null
            ? operations.harvestAndAnalyse()
            : operations.harvestAndAnalyse(configured(source));
    if (!started) {
      ProblemDetail problem =
          ProblemDetail.forStatusAndDetail(
              HttpStatus.CONFLICT,
              "Something else is being harvested or analysed. Try again when it is done.");
      problem.setTitle("Busy");
      return ResponseEntity.of(problem).build();
    }
    return ResponseEntity.accepted().body(operations.latest().orElseThrow());
  }

  /// The job that runs now, or else the last one since the server started.
  @GetMapping("/jobs/latest")
  Job latestJob() {
    return operations
        .latest()
        .orElseThrow(() -> new NotThere("No job has run since the server started."));
  }

  /// Runs every analysis over the graph as it is, and answers when it is done.
  @PostMapping("/analyses")
  AnalysisRun analyse() {
    return operations.analyseNow();
  }

  @GetMapping("/analyses")
  List<AnalysisRun> analyses(@RequestParam(defaultValue = "30") int limit) {
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
