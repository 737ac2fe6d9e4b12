package dev.firebreak.analytics.privileged;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds privileged entitlements and safes that identities reach by grants and memberships of which
/// none has an end date. One finding for each resource, however many hold it.
public final class StandingPrivilege {

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.STANDING_PRIVILEGE,
          "standing-privilege",
          "Standing privilege",
          "NIST AC-6(5)",
          "CSF PR.AA-05",
          "ISO 27001 A.8.2",
          "PCI DSS 7.2.2");
  private static final int SHOWN = 3;

  /// The secrets in a safe are another way in: who uses one holds it for as long as a session
  /// lasts.
  private static final Set<EdgeKind> GRANTED =
      EnumSet.of(
          EdgeKind.OWNS,
          EdgeKind.MEMBER_OF,
          EdgeKind.HOLDS,
          EdgeKind.IMPLIES,
          EdgeKind.OPENS,
          EdgeKind.CONTAINS);

  private StandingPrivilege() {}

  /// All findings: entitlements, then safes, in the order of their indexes.
  public static List<Finding> find(GraphSnapshot snapshot, Privilege privilege) {
    Walk walk = Walk.backward(snapshot);
    List<Finding> findings = new ArrayList<>();
    IntStream safes =
        snapshot.nodes(NodeKind.CONTAINER).filter(i -> privilege.covers(snapshot.node(i)));
    IntStream.concat(privilege.entitlements(snapshot), safes)
        .forEach(resource -> {
          walk.from(resource, e -> isStanding(snapshot.edge(e)));
          List<Integer> holders =
              walk.nodes()
                  .filter(i -> snapshot.kind(i) == NodeKind.IDENTITY)
                  .filter(i -> snapshot.active(i) != Active.NO)
                  .boxed()
                  .sorted(
                      Comparator.<Integer>comparingInt(walk::hops)
                          .thenComparing(i -> snapshot.key(i)))
                  .toList();
          if (!holders.isEmpty()) {
            findings.add(finding(snapshot, walk, resource, holders));
          }
        });
    return List.copyOf(findings);
  }

  /// Whether an edge stays until somebody takes it away.
  private static boolean isStanding(Edge edge) {
    return GRANTED.contains(edge.kind()) && edge.validTo() == null;
  }

  private static Finding finding(
      GraphSnapshot snapshot, Walk walk, int resource, List<Integer> holders) {
    Node node = snapshot.node(resource);
    List<AccessPath> because =
        holders.stream()
            .limit(SHOWN)
            .map(holder ->
                AccessPath.along(snapshot, node.name(), "no end date", holder, walk.edges(holder)))
            .toList();
    return RULE.finding(
        node,
        "",
        node.crownJewel() ? Severity.MEDIUM : Severity.LOW,
        "%s %s %s%s without an end date."
            .formatted(
                Wording.identities(holders.size()),
                node.kind() == NodeKind.CONTAINER
                    ? "can open the safe"
                    : holders.size() == 1 ? "holds" : "hold",
                node.name(),
                Wording.in(snapshot, node.source())),
        because,
        holders.size());
  }
}
