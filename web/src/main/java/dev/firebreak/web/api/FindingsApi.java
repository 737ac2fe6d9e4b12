package dev.firebreak.web.api;

import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.NotUnderstood;
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

  FindingsApi(FindingLists lists, FindingsReader findings, FindingStore store) {
    this.lists = lists;
    this.findings = findings;
    this.store = store;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  FindingAnswer.Page list(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable List<String> kind,
      @RequestParam(required = false) @Nullable List<String> severity,
      @RequestParam(required = false) @Nullable List<String> source,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    if (page < 1 || size < 1 || size > MOST) {
      throw new NotUnderstood("page counts from 1, and size is from 1 to " + MOST + ".");
    }
    List<StoredFinding> all = lists.matching(FindingQuery.of(state, kind, severity, source, q));
    return new FindingAnswer.Page(
        all.size(),
        page,
        Math.max(1, (all.size() + size - 1) / size),
        all.stream().skip((page - 1L) * size).limit(size).map(FindingAnswer::of).toList());
  }

  @GetMapping(params = "format")
  void export(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable List<String> kind,
      @RequestParam(required = false) @Nullable List<String> severity,
      @RequestParam(required = false) @Nullable List<String> source,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam String format,
      HttpServletResponse response)
      throws IOException {
    FindingQuery query = FindingQuery.of(state, kind, severity, source, q);
    Download.send(
        response,
        "findings",
        Download.format(format),
        (form, out) -> Export.findings(lists.matching(query).stream(), form, out));
  }

  @GetMapping("/{id}")
  FindingAnswer.WithHistory one(@PathVariable String id) {
    return new FindingAnswer.WithHistory(FindingAnswer.of(findings.find(id)), store.history(id));
  }
}
