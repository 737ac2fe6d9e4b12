package dev.firebreak.analytics.safe;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds safes that nobody manages: no right to manage members is held by anybody who is not
/// inactive, on the safe or on one that contains it; and safes with secrets that exactly one
/// identity or account can open. Which rights manage members is declared for each source; of a
/// source that declares none, or in which nobody holds one, nobody can tell whether its safes are
/// managed.
public final class Safes {

  static final RiskRule UNMANAGED =
      RiskRule.of(
          FindingKind.SAFE,
          "safe-without-owner",
          "Safe without owner",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.5.9",
          "OWASP NHI1");
  static final RiskRule ONE_MEMBER =
      RiskRule.of(
          FindingKind.SAFE,
          "safe-with-one-member",
          "Safe with one member",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.8.2");

  private final GraphSnapshot snapshot;
  private final Map<String, Set<String>> managingRights;
  private final Owners owners;
  private final Walk walk;
  private final Map<Integer, List<Integer>> rightsOn = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  private Safes(GraphSnapshot snapshot, Map<String, Set<String>> managingRights) {
    this.snapshot = snapshot;
    this.managingRights = managingRights;
    this.owners = Owners.of(snapshot);
    this.walk = Walk.backward(snapshot);
    for (EdgeKind kind : List.of(EdgeKind.ON, EdgeKind.OPENS)) {
      snapshot
          .edges(kind)
          .forEach(e -> {
            if (manages(snapshot.node(snapshot.from(e)))) {
              rightsOn
                  .computeIfAbsent(snapshot.to(e), _ -> new ArrayList<>())
                  .add(snapshot.from(e));
              if (isHeld(snapshot.from(e))) {
                told.add(String.valueOf(snapshot.source(snapshot.to(e))));
              }
            }
          });
    }
  }

  /// All findings, in the order of the safes' indexes.
  ///
  /// @param managingRights source id to the names of the rights that let their holder decide who
  ///   may open a safe
  public static List<Finding> find(
      GraphSnapshot snapshot, Map<String, Set<String>> managingRights) {
    Safes safes = new Safes(snapshot, managingRights);
    List<Finding> findings = new ArrayList<>();
    snapshot
        .nodes(NodeKind.CONTAINER)
        .forEach(safe -> {
          if (safes.isUnmanaged(safe)) {
            findings.add(safes.unmanaged(safe));
          }
          safes.oneMember(safe, findings);
        });
    return List.copyOf(findings);
  }

  private boolean manages(Node right) {
    String value = right.value();
    return value != null
        && managingRights.getOrDefault(String.valueOf(right.source()), Set.of()).stream()
            .anyMatch(value::equalsIgnoreCase);
  }

  private boolean isHeld(int right) {
    walk.from(right, this::isGranted);
    return walk.nodes().anyMatch(this::isSomebody);
  }

  /// An identity that is not inactive, or an account that belongs to nobody we know.
  private boolean isSomebody(int i) {
    return snapshot.active(i) != Active.NO
        && (snapshot.kind(i) == NodeKind.IDENTITY
            || (snapshot.kind(i) == NodeKind.ACCOUNT && owners.edge(i).isEmpty()));
  }

  private boolean isGranted(int edge) {
    return switch (snapshot.edgeKind(edge)) {
      case OWNS, MEMBER_OF, HOLDS, IMPLIES, OPENS, CONTAINS -> true;
      case ON, SIGNS_IN_AS, REPORTS_TO -> false;
    };
  }

  private boolean isUnmanaged(int safe) {
    if (!told.contains(String.valueOf(snapshot.source(safe)))) {
      return false;
    }
    walk.from(safe, e -> snapshot.edgeKind(e) == EdgeKind.CONTAINS);
    List<Integer> rights =
        walk.nodes()
            .boxed()
            .flatMap(each -> rightsOn.getOrDefault(each, List.of()).stream())
            .toList();
    return rights.stream().noneMatch(this::isHeld);
  }

  private Finding unmanaged(int safe) {
    Node node = snapshot.node(safe);
    int openers = openers(safe).size();
    return UNMANAGED.finding(
        node,
        "",
        node.crownJewel() ? Severity.MEDIUM : Severity.LOW,
        "Nobody who is active decides who may open the safe %s%s, which %s can open."
            .formatted(
                node.name(),
                Wording.in(snapshot, node.source()),
                openers == 0 ? "nobody" : String.format(Locale.ROOT, "%,d", openers)),
        List.of(AccessPath.along(snapshot, node.name(), "nobody manages it", safe, List.of())),
        openers);
  }

  /// Who can open a safe, the walk being left for their paths.
  private List<Integer> openers(int safe) {
    walk.from(safe, this::isGranted);
    return walk.nodes().filter(this::isSomebody).boxed().toList();
  }

  private void oneMember(int safe, List<Finding> findings) {
    boolean[] full = {false};
    snapshot.forEachOut(safe, e -> full[0] |= snapshot.edgeKind(e) == EdgeKind.CONTAINS);
    List<Integer> openers = full[0] ? openers(safe) : List.of();
    if (openers.size() != 1) {
      return;
    }
    int only = openers.getFirst();
    Node node = snapshot.node(safe);
    findings.add(
        ONE_MEMBER.finding(
            node,
            "",
            node.crownJewel() ? Severity.MEDIUM : Severity.LOW,
            "Only %s can open the safe %s%s: nobody else could take over or look on."
                .formatted(snapshot.name(only), node.name(), Wording.in(snapshot, node.source())),
            List.of(
                AccessPath.along(snapshot, node.name(), "the only way", only, walk.edges(only))),
            snapshot.kind(only) == NodeKind.IDENTITY ? 1 : 0));
  }
}
