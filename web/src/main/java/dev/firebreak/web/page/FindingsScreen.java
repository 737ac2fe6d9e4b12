package dev.firebreak.web.page;

import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.run.RunSummary;
import dev.firebreak.web.saved.ViewTabs;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingCypher;
import dev.firebreak.web.view.FindingFilters;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingPages;
import dev.firebreak.web.view.FindingQuery;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.RiskScores;
import dev.firebreak.web.view.RunPages;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.work.Unattended;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@Screen
final class FindingsScreen {

  private final FindingLists lists;
  private final FindingPages pages;
  private final FindingsReader findings;
  private final ViewTabs tabs;
  private final Remediations remediations;
  private final RiskScores scores;
  private final Unattended unattended;
  private final CurrentGraph current;

  FindingsScreen(
      FindingLists lists,
      FindingPages pages,
      FindingsReader findings,
      ViewTabs tabs,
      Remediations remediations,
      RiskScores scores,
      Unattended unattended,
      CurrentGraph current) {
    this.current = current;
    this.unattended = unattended;
    this.lists = lists;
    this.pages = pages;
    this.findings = findings;
    this.tabs = tabs;
    this.remediations = remediations;
    this.scores = scores;
  }

  @GetMapping("/findings")
  String list(
      FindingFilters filters,
      @RequestParam(defaultValue = "1") int page,
      Principal person,
      Model model) {
    FindingQuery query = FindingQuery.of(filters);
    List<ViewTabs.Tab> all = tabs.of(query, person.getName());
    model.addAttribute("list", lists.of(query, page));
    model.addAttribute("tabs", all);
    model.addAttribute(
        "chosen", all.stream().filter(ViewTabs.Tab::chosen).findFirst().orElse(null));
    model.addAttribute("assignees", findings.table().assignees());
    model.addAttribute("export", "/api/v1/findings?" + query.parameters() + "&format=");
    return "findings";
  }

  @GetMapping("/findings/{id}")
  String one(@PathVariable String id, Model model) {
    StoredFinding stored = findings.find(id);
    Proposal proposal =
        stored.state() == State.OPEN && !current.isPart()
            ? remediations.plans().proposal(stored.finding())
            : null;
    model.addAttribute("view", pages.of(stored, proposal, remediations.plans()::use));
    model.addAttribute(
        "fights", proposal == null ? List.of() : unattended.fights(proposal.changes()));
    model.addAttribute("risk", scores.of(stored.finding()));
    model.addAttribute("stale", pages.stale(stored));
    model.addAttribute("cypher", FindingCypher.of(stored.finding()));
    model.addAttribute("run", current.isPart() ? null : planned(id));
    model.addAttribute("asOf", pages.asOf());
    return "finding";
  }

  private @Nullable RunSummary planned(String id) {
    return remediations.latest(RunPages.LISTED).stream()
        .filter(run -> run.findingIds().contains(id))
        .findFirst()
        .orElse(null);
  }
}
