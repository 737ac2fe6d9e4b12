package dev.firebreak.analytics.privileged;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
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
    Found found = Found.all();
    judge(
        snapshot,
        privilege,
        IntStream.concat(snapshot.nodes(NodeKind.ENTITLEMENT), snapshot.nodes(NodeKind.CONTAINER)),
        Walk.backward(snapshot),
        found);
    return found.list();
  }

  /// Judges some entitlements and safes; those that are not privileged are left out.
  ///
  /// @param walk backward
  public static void judge(
      GraphSnapshot snapshot, Privilege privilege, IntStream resources, Walk walk, Found found) {
    resources
        .filter(resource ->
            snapshot.kind(resource) == NodeKind.CONTAINER
                ? privilege.covers(snapshot, resource)
                : privilege.coversEntitlement(snapshot, resource))
        .filter(resource ->
            walk.count(resource, e -> isStanding(snapshot, e), i -> holds(snapshot, i), 1) > 0)
        .forEach(resource ->
            found.add(
                RULE.key(snapshot.key(resource), ""), () -> finding(snapshot, walk, resource)));
  }

  private static boolean holds(GraphSnapshot snapshot, int node) {
    return snapshot.kind(node) == NodeKind.IDENTITY && snapshot.active(node) != Active.NO;
  }

  /// Whether an edge stays until somebody takes it away.
  private static boolean isStanding(GraphSnapshot snapshot, int edge) {
    return GRANTED.contains(snapshot.edgeKind(edge)) && snapshot.validTo(edge) == null;
  }

  private static Finding finding(GraphSnapshot snapshot, Walk walk, int resource) {
    walk.from(resource, e -> isStanding(snapshot, e));
    List<Integer> holders =
        walk.nodes()
            .filter(i -> holds(snapshot, i))
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(walk::hops).thenComparing(i -> snapshot.key(i)))
            .toList();
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
