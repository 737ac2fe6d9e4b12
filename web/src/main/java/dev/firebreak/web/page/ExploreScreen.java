package dev.firebreak.web.page;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.view.ContainerPages;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.IdentityPages;
import dev.firebreak.web.view.NodePages;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.SearchPages;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Search, and the page of each kind of node. Keys hold slashes, so they travel as a parameter.
@Screen
final class ExploreScreen {

  private final SearchPages search;
  private final IdentityPages identities;
  private final ContainerPages containers;
  private final NodePages nodes;
  private final FindingsReader findings;
  private final FindingLists lists;

  ExploreScreen(
      SearchPages search,
      IdentityPages identities,
      ContainerPages containers,
      NodePages nodes,
      FindingsReader findings,
      FindingLists lists) {
    this.search = search;
    this.identities = identities;
    this.containers = containers;
    this.nodes = nodes;
    this.findings = findings;
    this.lists = lists;
  }

  @GetMapping("/search")
  String search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String kind,
      Model model) {
    NodeKind only = kind == null ? null : kind(kind);
    SearchPages.SearchPage found = search.of(q, only);
    model.addAttribute("found", found);
    model.addAttribute("kind", only);
    model.addAttribute("heading", heading(found));
    return "search";
  }

  @GetMapping("/identities")
  String identity(@RequestParam String key, Model model) {
    Set<String> hot = findings.onPathsFrom(key);
    model.addAttribute("view", identities.of(key, hot));
    model.addAttribute("hot", !hot.isEmpty());
    return withFindings("identity", key, model);
  }

  @GetMapping("/containers")
  String container(@RequestParam String key, Model model) {
    model.addAttribute("view", containers.of(key));
    return withFindings("container", key, model);
  }

  @GetMapping("/nodes")
  String node(@RequestParam String key, Model model) {
    model.addAttribute("view", nodes.of(key));
    return withFindings("node", key, model);
  }

  private String withFindings(String template, String key, Model model) {
    model.addAttribute("findings", lists.lines(findings.about(key)));
    return template;
  }

  private static String heading(SearchPages.SearchPage found) {
    if (found.query().isEmpty()) {
      return "Whom or what are you looking for?";
    }
    return "%,d %s “%s”."
        .formatted(
            found.found(), found.found() == 1 ? "node matches" : "nodes match", found.query());
  }

  private static NodeKind kind(String word) {
    return Arrays.stream(NodeKind.values())
        .filter(kind -> kind.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new NotUnderstood(
                "There is no kind '%s'. Use one of %s."
                    .formatted(
                        word,
                        Arrays.stream(NodeKind.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", ")))));
  }
}
