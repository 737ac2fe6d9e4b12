package dev.firebreak.web.api;

import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.RiskScores;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Findings: the same filters as the screen, a page at a time or all rows as a file.
@RestController
@RequestMapping("/api/v1/findings")
final class FindingsApi {

  private static final int MOST = 500;

  private final FindingLists lists;
  private final FindingsReader findings;
  private final FindingStore store;
  private final RiskScores scores;

  FindingsApi(FindingLists lists, FindingsReader findings, FindingStore store, RiskScores scores) {
    this.scores = scores;
    this.lists = lists;
    this.findings = findings;
    this.store = store;
  }

  @Operation(
      summary = "Findings",
      description =
          "The findings that match, worst first, a page at a time; with `format` all of them as a"
              + " file, without pages.",
      parameters =
          @Parameter(
              name = "format",
              in = ParameterIn.QUERY,
              description = "csv or json: send every matching finding as a file.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"csv", "json"})))
  @ApiResponse(
      responseCode = "200",
      description = "The findings.",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = FindingAnswer.Page.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
      })
  @MayFail(400)
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  FindingAnswer.Page list(
      @Parameter(
              description =
                  "OPEN, MITIGATED, ACCEPTED, UPCOMING or RESOLVED; open ones when absent. May be given more than once.")
          @RequestParam(required = false)
          @Nullable List<String> state,
      @Parameter(description = "A kind such as TOXIC or LEAVER. May be given more than once.")
          @RequestParam(required = false)
          @Nullable List<String> kind,
      @Parameter(description = "CRITICAL, HIGH, MEDIUM, LOW or INFO. May be given more than once.")
          @RequestParam(required = false)
          @Nullable List<String> severity,
      @Parameter(
              description =
                  "The id of a source that the finding is about. May be given more than once.")
          @RequestParam(required = false)
          @Nullable List<String> source,
      @Parameter(description = "Who is to work on it, or nobody. May be given more than once.")
          @RequestParam(required = false)
          @Nullable List<String> assignee,
      @Parameter(description = "Words that the finding must contain.")
          @RequestParam(required = false)
          @Nullable String q,
      @Parameter(description = "Which page, from 1.") @RequestParam(defaultValue = "1") int page,
      @Parameter(description = "How many on a page, 1 to 500.") @RequestParam(defaultValue = "50")
          int size) {
    if (page < 1 || size < 1 || size > MOST) {
      throw new NotUnderstood("page counts from 1, and size is from 1 to " + MOST + ".");
    }
    List<StoredFinding> all =
        lists.matching(FindingQuery.of(state, kind, severity, source, assignee, q));
    return new FindingAnswer.Page(
        all.size(),
        page,
        Math.max(1, (all.size() + size - 1) / size),
        all.stream().skip((page - 1L) * size).limit(size).map(FindingAnswer::of).toList());
  }

  @Operation(hidden = true) // is described with the list: the same address
  @GetMapping(params = "format")
  void export(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable List<String> kind,
      @RequestParam(required = false) @Nullable List<String> severity,
      @RequestParam(required = false) @Nullable List<String> source,
      @RequestParam(required = false) @Nullable List<String> assignee,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam String format,
      HttpServletResponse response)
      throws IOException {
    FindingQuery query = FindingQuery.of(state, kind, severity, source, assignee, q);
    Download.send(
        response,
        "findings",
        Download.format(format),
        (form, out) -> Export.findings(lists.matching(query).stream(), form, out));
  }

  @Operation(
      summary = "One finding",
      description =
          "The finding with the access paths that prove it, its risk score with what contributes to"
              + " it, and its history: what analyses noticed and what people decided, oldest first.")
  @MayFail(404)
  @GetMapping("/{id}")
  FindingAnswer.WithHistory one(
      @Parameter(description = "Its short name, for example T-04c1.") @PathVariable String id) {
    StoredFinding found = findings.find(id);
    return new FindingAnswer.WithHistory(
        FindingAnswer.of(found), scores.of(found.finding()), store.history(id));
  }
}
