package dev.firebreak.analytics.leaver;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
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
import java.util.List;
import java.util.stream.IntStream;

/// Finds identities that are inactive while an account of theirs is active, or may be: one finding
/// for each such account.
public final class Leavers {

  private static final List<String> FRAMEWORKS =
      List.of("NIST AC-2", "CSF PR.AA-05", "ISO 27001 A.5.18", "PCI DSS 8.2.5", "SOX ITGC");

  private Leavers() {}

  /// All findings, in the order of the OWNS edges.
  public static List<Finding> find(GraphSnapshot snapshot) {
    Found found = Found.all();
    judge(snapshot, snapshot.edges(EdgeKind.OWNS), Walk.forward(snapshot), found);
    return found.list();
  }

  /// Judges what some edges say.
  ///
  /// @param owns OWNS edges, ascending
  /// @param walk forward
  public static void judge(GraphSnapshot snapshot, IntStream owns, Walk walk, Found found) {
    owns.filter(e -> isLeft(snapshot, e))
        .forEach(e -> found.add(key(snapshot, e), () -> finding(snapshot, walk, e)));
  }

  private static boolean isLeft(GraphSnapshot snapshot, int owns) {
    return snapshot.active(snapshot.from(owns)) == Active.NO
        && snapshot.active(snapshot.to(owns)) != Active.NO;
  }

  private static FindingKey key(GraphSnapshot snapshot, int owns) {
    return new FindingKey(
        FindingKind.LEAVER,
        "leaver",
        snapshot.key(snapshot.from(owns)),
        snapshot.key(snapshot.to(owns)));
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
        key(snapshot, owns),
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
