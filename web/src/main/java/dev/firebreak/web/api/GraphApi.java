package dev.firebreak.web.api;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.blastradius.EffectiveAccess;
import dev.firebreak.analytics.blastradius.Exposure;
import dev.firebreak.analytics.blastradius.ShortestPaths;
import dev.firebreak.analytics.drift.DriftDebt;
import dev.firebreak.analytics.score.RiskScore;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.export.Moment;
import dev.firebreak.web.view.ContainerPages;
import dev.firebreak.web.view.Contributors;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingLine;
import dev.firebreak.web.view.FindingLists;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.IdentityPages;
import dev.firebreak.web.view.NodePages;
import dev.firebreak.web.view.NodeRef;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.view.RiskScores;
import dev.firebreak.web.view.SearchPages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The identity graph: nodes by key, who reaches what, and search. Keys hold slashes, so they
/// travel as the parameter `key`.
@Tag(name = Tags.GRAPH)
@RestController
@RequestMapping("/api/v1")
final class GraphApi {

  private static final int MOST_PATHS = 1_000;
  private static final int MOST_EXPOSED = 1_000_000;

  private final CurrentGraph current;
  private final IdentityPages identities;
  private final ContainerPages containers;
  private final NodePages nodes;
  private final SearchPages search;
  private final FindingsReader findings;
  private final FindingLists lists;
  private final RiskScores scores;
  private final IdentityGraph graph;
  private final Clock clock;

  GraphApi(
      CurrentGraph current,
      IdentityPages identities,
      ContainerPages containers,
      NodePages nodes,
      SearchPages search,
      FindingsReader findings,
      FindingLists lists,
      RiskScores scores,
      IdentityGraph graph,
      Clock clock) {
    this.graph = graph;
    this.clock = clock;
    this.current = current;
    this.identities = identities;
    this.containers = containers;
    this.nodes = nodes;
    this.search = search;
    this.findings = findings;
    this.lists = lists;
    this.scores = scores;
  }

  /// All about one identity but its picture.
  ///
  /// @param managers whom it reports to; the owners of a service or agent
  /// @param answersFor the services and agents that it owns
  /// @param ownerMissing why nobody answers for it; empty where somebody does, and for people
  /// @param risk its risk score, 0 to 100, and what contributes to it
  record IdentityAnswer(
      NodeRef node,
      List<NodePages.Fact> facts,
      List<NodeRef> managers,
      List<NodeRef> reports,
      List<NodeRef> answersFor,
      String ownerMissing,
      List<IdentityPages.AccountLine> accounts,
      IdentityPages.ReachSums reach,
      List<IdentityPages.JewelLine> crownJewels,
      List<Contributors.Contributor> contributors,
      RiskScore risk,
      List<FindingLine> findings) {}

  /// All about one safe.
  record ContainerAnswer(ContainerPages.ContainerPage safe, List<FindingLine> findings) {}

  @Operation(
      summary = "One identity",
      description =
          "Who it is, its accounts and why they are its own, what it reaches and through which"
              + " groups, the crown jewels among that, its risk score and what contributes to it,"
              + " and the open findings about it.")
  @MayFail({400, 404})
  @GetMapping("/identities")
  IdentityAnswer identity(
      @Parameter(description = "Its key, for example firebreak/Identity/hr:1.") @RequestParam
          String key) {
    IdentityPages.IdentityPage page = identities.of(key, Set.of());
    return new IdentityAnswer(
        page.node(),
        page.facts(),
        page.ownership().above(),
        page.ownership().reports(),
        page.ownership().owns(),
        page.ownership().lacking(),
        page.accounts(),
        page.reach(),
        page.crownJewels(),
        page.contributors(),
        scores.ofIdentity(key),
        lists.lines(scores.concerning(key)));
  }

  @Operation(
      summary = "One safe",
      description =
          "Who can open it and through what, what lies in it, and the open findings about it.")
  @MayFail({400, 404})
  @GetMapping("/containers")
  ContainerAnswer container(
      @Parameter(description = "Its key, for example vault/Container/1.") @RequestParam
          String key) {
    return new ContainerAnswer(containers.of(key), lists.lines(findings.about(key)));
  }

  @Operation(
      summary = "One node of the graph",
      description =
          "An account, group, entitlement, privileged account or any other node, with what leads to"
              + " it and what it leads to; of a group also its blast radius.")
  @MayFail({400, 404})
  @GetMapping("/nodes")
  NodePages.NodePage node(
      @Parameter(description = "Its key: source, resource type and id.") @RequestParam String key) {
    return nodes.of(key);
  }

  /// The shortest ways from one node to another.
  ///
  /// @param most how many are listed at most
  @Operation(
      summary = "The shortest paths between two nodes",
      description =
          "How many shortest paths lead from one node to another, and the first of them. Two grants"
              + " of the same thing make two paths, because both must go.")
  @MayFail({400, 404})
  @GetMapping("/paths")
  ShortestPaths paths(
      @Parameter(description = "The key of an identity, an account, a group or any other node.")
          @RequestParam
          String from,
      @Parameter(description = "The key of what it reaches.") @RequestParam String to,
      @Parameter(description = "The most that are listed, 1 to 1000.")
          @RequestParam(defaultValue = "20")
          int most) {
    if (most < 1 || most > MOST_PATHS) {
      throw new NotUnderstood("Give most as a number from 1 to %d.".formatted(MOST_PATHS));
    }
    GraphSnapshot snapshot = current.snapshot();
    int start = snapshot.find(from).orElseThrow(() -> NotThere.node("node", from));
    int end = snapshot.find(to).orElseThrow(() -> NotThere.node("node", to));
    BlastRadius radius = BlastRadius.of(snapshot, start);
    if (start == end || !radius.reaches(end)) {
      return new ShortestPaths(0, List.of());
    }
    return radius.shortestPathsTo(end, most);
  }

  /// Everyone who reaches a node, nearest first.
  @Operation(
      summary = "Who reaches a node",
      description =
          "How many identities reach the node, and the nearest of them with the number of hops.")
  @MayFail({400, 404})
  @GetMapping("/exposure")
  Exposure exposure(
      @Parameter(description = "The key of the node.") @RequestParam String key,
      @Parameter(description = "How many identities to list at most, 0 to 1,000,000.")
          @RequestParam(defaultValue = "1000")
          int most) {
    if (most < 0 || most > MOST_EXPOSED) {
      throw new NotUnderstood("most is from 0 to " + MOST_EXPOSED + ".");
    }
    GraphSnapshot snapshot = current.snapshot();
    return Exposure.of(
        snapshot, snapshot.find(key).orElseThrow(() -> NotThere.node("node", key)), most);
  }

  @Operation(
      summary = "Search by name",
      description =
          "People, accounts, groups, safes and entitlements whose names contain the words, without"
              + " regard to case and accents.")
  @MayFail(400)
  @GetMapping("/search")
  SearchPages.SearchPage search(
      @Parameter(description = "Parts of a name.") @RequestParam String q) {
    return search.of(q, null);
  }

  @Operation(
      summary = "Drift debt",
      description =
          "How much each source disagrees with the sources of people, weighted by age: the sum over"
              + " its open leavers, orphans and drifts of weight times accounts times (1 + days"
              + " open / 30). Sources without any are absent.")
  @GetMapping("/drift-debt")
  List<DriftDebt> driftDebt() {
    return scores.driftDebt();
  }

  /// Effective access of everybody, or of one identity, as a file.
  @Operation(
      summary = "Effective access, as a file",
      description =
          "One line for each account and each entitlement or group that it reaches: identity,"
              + " account, target, hops, first and last edge.")
  @MayFail({400, 404})
  @SendsFile
  @GetMapping("/access")
  void access(
      @Parameter(description = "The key of one identity; everybody when absent.")
          @RequestParam(required = false)
          @Nullable String identity,
      @Parameter(description = "json or csv.") @RequestParam(defaultValue = "json") String format,
      HttpServletResponse response)
      throws IOException {
    GraphSnapshot snapshot = current.snapshot();
    OptionalInt one = identity == null ? OptionalInt.empty() : identity(snapshot, identity);
    Download.send(
        response,
        "access",
        Download.format(format),
        (form, out) -> {
          try (Stream<EffectiveAccess> lines =
              one.isPresent()
                  ? EffectiveAccess.stream(snapshot, one.getAsInt())
                  : EffectiveAccess.stream(snapshot)) {
            Export.access(lines, form, out);
          }
        });
  }

  private static OptionalInt identity(GraphSnapshot snapshot, String key) {
    OptionalInt found = snapshot.find(key);
    if (found.isEmpty() || snapshot.kind(found.getAsInt()) != NodeKind.IDENTITY) {
      throw NotThere.node("identity", key);
    }
    return found;
  }

  /// Who had which membership or grant between two instants, granted when, removed when, as a file.
  /// An empty `granted_at` is unknown: it was there when history began. An empty `removed_at` is
  /// access that is still there.
  ///
  /// @param identity key of an identity, an account or a group; everybody when absent
  /// @param from a day or a time; the beginning when absent
  /// @param to a day or a time, itself not included; now when absent
  @Operation(
      summary = "Who had what",
      description =
          "Every membership and grant that was held between two instants, granted when and removed"
              + " when. An empty granted_at is unknown, an empty removed_at is access that is still"
              + " there.")
  @MayFail({400})
  @SendsFile
  @GetMapping("/access-history")
  void accessHistory(
      @Parameter(
              description = "The key of an identity, an account or a group; everybody when absent.")
          @RequestParam(required = false)
          @Nullable String identity,
      @Parameter(description = "A day or a time; the beginning when absent.")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "A day or a time, itself not included; now when absent.")
          @RequestParam(required = false)
          @Nullable String to,
      @Parameter(description = "json or csv.") @RequestParam(defaultValue = "json") String format,
      HttpServletResponse response)
      throws IOException {
    Export.Format form = Download.format(format);
    Instant first = from == null ? Instant.EPOCH : moment(from);
    Instant last = to == null ? clock.instant() : moment(to);
    if (!first.isBefore(last)) {
      throw new NotUnderstood("from must be before to.");
    }
    Download.send(
        response,
        "access-history",
        form,
        (as, out) -> Export.history(graph, identity, first, last, as, out));
  }

  private static Instant moment(String text) {
    try {
      return Moment.parse(text);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
