package dev.firebreak.web.api;

import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.view.FindingCypher;
import dev.firebreak.web.view.FindingFilters;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Findings: the same filters as the screen, a stretch at a time or all rows as a file.
@Tag(name = Tags.FINDINGS)
@RestController
@RequestMapping("/api/v1/findings")
final class FindingsApi {

  private static final int MOST = 500;
  private static final Set<String> OTHERS = Set.of("after", "size", "format");

  private final FindingLists lists;
  private final FindingsReader findings;
  private final RiskScores scores;

  FindingsApi(FindingLists lists, FindingsReader findings, RiskScores scores) {
    this.scores = scores;
    this.lists = lists;
    this.findings = findings;
  }

  @Operation(
      summary = "Findings",
      description =
          "The findings that match, in the order of `sort`, a stretch at a time: `next` of one answer"
              + " is `after` of the next request, until it is null. Findings that come or go in between"
              + " neither repeat nor hide others. The answer has an ETag; with If-None-Match it is sent"
              + " again only when it is another. With `format` all of them as a file, at once.",
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
            schema = @Schema(implementation = FindingAnswer.Stretch.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "304",
      description = "Nothing changed since the answer with that ETag.",
      content = @Content)
  @MayFail(400)
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  FindingAnswer.@Nullable Stretch list(
      @ParameterObject FindingFilters filters,
      @Parameter(description = "What the answer before told as next.")
          @RequestParam(required = false)
          @Nullable String after,
      @Parameter(description = "How many at a time, 1 to 500.") @RequestParam(defaultValue = "50")
          int size,
      WebRequest request) {
    if (size < 1 || size > MOST) {
      throw new NotUnderstood("size is from 1 to " + MOST + ".");
    }
    requireKnown(request.getParameterMap().keySet());
    FindingQuery query = FindingQuery.of(filters);
    if (query.ages().isEmpty() && request.checkNotModified(tag(query, after, size))) {
      return null;
    }
    FindingLists.Stretch found = lists.stretch(query, after, size);
    return new FindingAnswer.Stretch(
        found.total(),
        found.next(),
        findings.read(found.findings()).stream().map(FindingAnswer::of).toList());
  }

  /// Weak (RFC 9110, 8.8.1): the same findings, perhaps in other bytes.
  private String tag(FindingQuery query, @Nullable String after, int size) {
    return "W/\"%x-%08x\""
        .formatted(lists.version(), Objects.hash(query.parameters(), after, size));
  }

  /// A filter that is misspelled would tell of all findings as if they were those that were meant.
  private static void requireKnown(Set<String> parameters) {
    parameters.stream()
        .filter(name -> !OTHERS.contains(name))
        .forEach(FindingFilters::requireKnown);
  }

  @Operation(hidden = true) // is described with the list: the same address
  @GetMapping(params = "format")
  void export(
      FindingFilters filters,
      @RequestParam String format,
      WebRequest request,
      HttpServletResponse response)
      throws IOException {
    requireKnown(request.getParameterMap().keySet());
    FindingQuery query = FindingQuery.of(filters);
    Download.send(
        response,
        "findings",
        Download.format(format),
        (form, out) -> Export.findings(lists.matching(query), form, out));
  }

  @Operation(
      summary = "One finding",
      description =
          "The finding with the access paths that prove it, its risk score with what contributes to"
              + " it, its history (what analyses noticed and what people decided, oldest first), and a"
              + " Cypher query that shows its paths as it is.")
  @MayFail(404)
  @GetMapping("/{id}")
  FindingAnswer.WithHistory one(
      @Parameter(description = "Its short name, for example T-04c1.") @PathVariable String id) {
    StoredFinding found = findings.find(id);
    return new FindingAnswer.WithHistory(
        FindingAnswer.of(found),
        scores.of(found.finding()),
        findings.history(id),
        FindingCypher.of(found.finding()));
  }
}
