package dev.firebreak.web.page;

import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingPages;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.RiskScores;
import dev.firebreak.web.view.RunPages;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.work.Unattended;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

@Screen
final class FindingsScreen {

  private final FindingLists lists;
  private final FindingPages pages;
  private final FindingsReader findings;
  private final Remediations remediations;
  private final RiskScores scores;
  private final Unattended unattended;

  FindingsScreen(
      FindingLists lists,
      FindingPages pages,
      FindingsReader findings,
      Remediations remediations,
      RiskScores scores,
      Unattended unattended) {
    this.unattended = unattended;
    this.lists = lists;
    this.pages = pages;
    this.findings = findings;
    this.remediations = remediations;
    this.scores = scores;
  }

  @GetMapping("/findings")
  String list(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable List<String> kind,
      @RequestParam(required = false) @Nullable List<String> severity,
      @RequestParam(required = false) @Nullable List<String> source,
      @RequestParam(required = false) @Nullable List<String> assignee,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    FindingQuery query = FindingQuery.of(state, kind, severity, source, assignee, q);
    model.addAttribute("list", lists.of(query, page));
    model.addAttribute("csv", export(query, "csv"));
    model.addAttribute("json", export(query, "json"));
    return "findings";
  }

  @GetMapping("/findings/{id}")
  String one(@PathVariable String id, Model model) {
    StoredFinding stored = findings.find(id);
    Proposal proposal =
        stored.state() == State.OPEN ? remediations.plans().proposal(stored.finding()) : null;
    model.addAttribute("view", pages.of(stored, proposal));
    model.addAttribute(
        "fights", proposal == null ? List.of() : unattended.fights(proposal.changes()));
    model.addAttribute("risk", scores.of(stored.finding()));
    model.addAttribute("stale", pages.stale(stored));
    model.addAttribute(
        "run",
        remediations.latest(RunPages.LISTED).stream()
            .filter(run -> run.findingIds().contains(id))
            .findFirst()
            .orElse(null));
    model.addAttribute("asOf", pages.asOf());
    return "finding";
  }

  private static String export(FindingQuery query, String format) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath("/api/v1/findings").queryParam("format", format);
    query.parameters().forEach((name, values) -> address.queryParam(name, values.toArray()));
    return address.encode().build().toUriString();
  }
}
