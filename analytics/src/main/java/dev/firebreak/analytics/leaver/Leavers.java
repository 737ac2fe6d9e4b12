package dev.firebreak.analytics.leaver;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds identities that are inactive while an account of theirs is active, or may be: one finding
/// for each such account.
public final class Leavers {

  private static final List<String> FRAMEWORKS =
      List.of("NIST AC-2", "CSF PR.AA-05", "ISO 27001 A.5.18", "PCI DSS 8.2.5", "SOX ITGC");

  private Leavers() {}

  /// All findings, in the order of the OWNS edges.
  public static List<Finding> find(GraphSnapshot snapshot) {
    List<Finding> findings = new ArrayList<>();
    Walk walk = Walk.forward(snapshot);
    Set<FindingKey> seen = new HashSet<>();
    snapshot
        .edges(EdgeKind.OWNS)
        .filter(e -> isLeft(snapshot, snapshot.edge(e)))
        .filter(e -> seen.add(key(snapshot, snapshot.edge(e))))
        .forEach(e -> findings.add(finding(snapshot, walk, e)));
    return List.copyOf(findings);
  }

  private static boolean isLeft(GraphSnapshot snapshot, Edge owns) {
    return snapshot.active(owns.from()) == Active.NO && snapshot.active(owns.to()) != Active.NO;
  }

  private static FindingKey key(GraphSnapshot snapshot, Edge owns) {
    return new FindingKey(
        FindingKind.LEAVER, "leaver", snapshot.key(owns.from()), snapshot.key(owns.to()));
  }

  private static Finding finding(GraphSnapshot snapshot, Walk walk, int owns) {
    Edge edge = snapshot.edge(owns);
    Node identity = snapshot.node(edge.from());
    Node account = snapshot.node(edge.to());
    int end = Highlight.of(snapshot, walk.from(edge.to()), node -> true).orElse(edge.to());
    List<Integer> edges = new ArrayList<>();
    edges.add(owns);
    edges.addAll(walk.edges(end));
    boolean jewel =
        walk.nodes()
            .anyMatch(node -> snapshot.kind(node).isResource() && snapshot.crownJewel(node));
    AccessPath path = AccessPath.along(snapshot, snapshot.name(end), "", edge.from(), edges);
    String opens =
        end == edge.to()
            ? ""
            : ", and it reaches " + snapshot.name(end) + Wording.in(snapshot, snapshot.source(end));
    String state =
        account.active() == Active.YES
            ? "still active"
            : "perhaps still active: its source does not say";
    return new Finding(
        key(snapshot, edge),
        "Leaver with access",
        1,
        severity(account, jewel),
        identity.kind(),
        identity.name(),
        "%s has left, but the account %s%s is %s%s."
            .formatted(
                identity.name(),
                account.name(),
                Wording.in(snapshot, account.source()),
                state,
                opens),
        List.of(new AccessPath(path.title(), "account " + state, path.stops(), path.hops())),
        1,
        FRAMEWORKS);
  }

  private static Severity severity(Node account, boolean jewel) {
    if (account.active() != Active.YES) {
      return Severity.MEDIUM;
    }
    return jewel ? Severity.CRITICAL : Severity.HIGH;
  }
}
