package dev.firebreak.web.page;

import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.view.AccessTable;
import dev.firebreak.web.view.ChangePages;
import dev.firebreak.web.view.ContainerPages;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.ExplorePages;
import dev.firebreak.web.view.ExplorePages.Listing;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.IdentityPages;
import dev.firebreak.web.view.KindWord;
import dev.firebreak.web.view.NodePages;
import dev.firebreak.web.view.ReachChanges;
import dev.firebreak.web.view.RiskScores;
import dev.firebreak.web.view.UsePages;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Lists and search, and the page of each kind of node. Keys hold slashes, so they travel as a
/// parameter.
@Screen
final class ExploreScreen {

  private static final List<String> TABS =
      List.of("reach", "access", "use", "accounts", "changes", "findings");
  private static final int NEWEST = 20;

  private final ExplorePages explore;
  private final IdentityPages identities;
  private final UsePages uses;
  private final ContainerPages containers;
  private final NodePages nodes;
  private final FindingsReader findings;
  private final FindingLists lists;
  private final RiskScores scores;
  private final ReachChanges changes;
  private final ChangePages timeline;
  private final CurrentGraph current;

  ExploreScreen(
      ExplorePages explore,
      IdentityPages identities,
      UsePages uses,
      ContainerPages containers,
      NodePages nodes,
      FindingsReader findings,
      FindingLists lists,
      RiskScores scores,
      ReachChanges changes,
      ChangePages timeline,
      CurrentGraph current) {
    this.current = current;
    this.timeline = timeline;
    this.explore = explore;
    this.identities = identities;
    this.uses = uses;
    this.containers = containers;
    this.nodes = nodes;
    this.findings = findings;
    this.lists = lists;
    this.scores = scores;
    this.changes = changes;
  }

  @GetMapping("/search")
  String search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(defaultValue = "") String sort,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    NodeKind only = kind == null || kind.isEmpty() ? null : KindWord.kind(kind);
    if (only == null && q.isBlank()) {
      only = NodeKind.IDENTITY;
    }
    Listing list = explore.of(new ExplorePages.Wanted(q.strip(), only, sort.equals("name"), page));
    model.addAttribute("list", list);
    model.addAttribute(
        "scores", scores.rounded(list.lines().stream().map(ExplorePages.Line::node).toList()));
    model.addAttribute("heading", heading(list));
    return "search";
  }

  @GetMapping("/identities")
  String identity(
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "reach") String tab,
      @RequestParam(defaultValue = "") String filter,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "") String rows,
      Model model) {
    if (key.isEmpty()) {
      return "redirect:/search?kind=IDENTITY";
    }
    Set<String> hot = findings.onPathsFrom(key);
    AccessTable.Part part = new AccessTable.Part(filter, page, rows.equals("all"));
    model.addAttribute("view", identities.of(key, hot, part));
    model.addAttribute("risk", scores.ofIdentity(key));
    model.addAttribute("hot", !hot.isEmpty());
    boolean told = TABS.contains(tab) && !(current.isPart() && tab.equals("changes"));
    String shown = told ? tab : TABS.getFirst();
    model.addAttribute("tab", shown);
    if (shown.equals(TABS.getFirst())) {
      model.addAttribute("changed", current.isPart() ? null : changes.of(key).orElse(null));
    }
    if (shown.equals("changes")) {
      model.addAttribute("changes", timeline.newest(key, ChangePages.LISTED));
    }
    if (tab.equals("use")) {
      model.addAttribute("use", uses.of(key));
    }
    return withFindings("identity", scores.concerning(key), model);
  }

  @GetMapping("/containers")
  String container(@RequestParam(defaultValue = "") String key, Model model) {
    if (key.isEmpty()) {
      return "redirect:/search?kind=CONTAINER";
    }
    model.addAttribute("view", containers.of(key));
    model.addAttribute("changes", timeline.newest(key, NEWEST));
    return withFindings("container", findings.about(key), model);
  }

  @GetMapping("/nodes")
  String node(@RequestParam(defaultValue = "") String key, Model model) {
    if (key.isEmpty()) {
      return "redirect:/search";
    }
    model.addAttribute("view", nodes.of(key));
    model.addAttribute("changes", timeline.newest(key, NEWEST));
    return withFindings("node", findings.about(key), model);
  }

  /// @param page counts from 1, the newest first
  @GetMapping("/changes")
  String changes(
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    if (key.isEmpty()) {
      return "redirect:/search";
    }
    model.addAttribute("changes", timeline.of(key, page, ChangePages.LISTED));
    return "changes";
  }

  private String withFindings(String template, List<FindingSummary> about, Model model) {
    model.addAttribute("findings", lists.lines(about));
    return template;
  }

  private static String heading(Listing list) {
    String text = list.wanted().text();
    NodeKind kind = list.wanted().kind();
    if (kind == null) {
      return "%,d %s “%s”."
          .formatted(list.total(), list.total() == 1 ? "node matches" : "nodes match", text);
    }
    String what = list.total() == 1 ? kind.word() : plural(kind);
    if (list.total() == 0 && text.isEmpty()) {
      return "No %s yet".formatted(kind.word());
    }
    if (!text.isEmpty()) {
      return "%,d %s %s “%s”."
          .formatted(list.total(), what, list.total() == 1 ? "matches" : "match", text);
    }
    if (list.wanted().byName()) {
      return "%,d %s, by name".formatted(list.total(), what);
    }
    return switch (kind) {
      case IDENTITY -> "%,d %s, by what they reach".formatted(list.total(), what);
      case ENTITLEMENT, CONTAINER, PRIVILEGED_ACCOUNT ->
          "%,d %s, the most sensitive first".formatted(list.total(), what);
      case ACCOUNT, GROUP, SOURCE -> "%,d %s".formatted(list.total(), what);
    };
  }

  private static String plural(NodeKind kind) {
    return kind == NodeKind.IDENTITY ? "identities" : kind.word() + "s";
  }
}
