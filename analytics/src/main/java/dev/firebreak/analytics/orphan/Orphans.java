package dev.firebreak.analytics.orphan;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds accounts that correlate to nobody ([FindingKind#ORPHAN]) and services and agents,
/// identities or accounts, without a person who answers for them ([FindingKind#OWNERLESS]). What is
/// switched off is none of either: nobody can use it.
public final class Orphans {

  private static final List<String> OF_NOBODY =
      List.of("NIST AC-2", "CSF PR.AA-01", "ISO 27001 A.5.16", "PCI DSS 7.2.4");
  private static final List<String> OF_A_PROGRAM =
      List.of("OWASP NHI1", "NIST AC-2", "CSF PR.AA-05", "ISO 27001 A.5.9", "PCI DSS 7.2.5");

  private final GraphSnapshot snapshot;
  private final Walk forward;
  private final Walk backward;

  private Orphans(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.forward = Walk.forward(snapshot);
    this.backward = Walk.backward(snapshot);
  }

  /// All findings, accounts before identities.
  ///
  /// @param authoritative the ids of the sources whose accounts are people by definition
  public static List<Finding> find(GraphSnapshot snapshot, Set<String> authoritative) {
    Orphans orphans = new Orphans(snapshot);
    List<Finding> findings = new ArrayList<>();
    orphans.accounts(authoritative, findings);
    orphans.workloads(findings);
    return List.copyOf(findings);
  }

  private void accounts(Set<String> authoritative, List<Finding> findings) {
    Owners owners = Owners.of(snapshot);
    snapshot
        .nodes(NodeKind.ACCOUNT)
        .filter(account -> snapshot.active(account) != Active.NO)
        .filter(account -> owners.edge(account).isEmpty())
        .forEach(account -> {
          Node node = snapshot.node(account);
          String where = Wording.in(snapshot, node.source());
          if (isWorkload(node)) {
            findings.add(
                ownerless(account, "The " + word(node) + " account " + node.name() + where, ""));
          } else if (node.source() == null || !authoritative.contains(node.source())) {
            findings.add(orphan(account, node, where));
          }
        });
  }

  private void workloads(List<Finding> findings) {
    Map<Integer, List<Node>> named = new HashMap<>();
    snapshot
        .edges(EdgeKind.REPORTS_TO)
        .mapToObj(snapshot::edge)
        .forEach(edge ->
            named
                .computeIfAbsent(edge.from(), _ -> new ArrayList<>())
                .add(snapshot.node(edge.to())));
    snapshot
        .nodes(NodeKind.IDENTITY)
        .filter(identity -> isWorkload(snapshot.node(identity)))
        .filter(identity -> snapshot.active(identity) != Active.NO)
        .filter(identity ->
            named.getOrDefault(identity, List.of()).stream().noneMatch(Orphans::mayAnswer))
        .forEach(identity -> {
          Node node = snapshot.node(identity);
          findings.add(
              ownerless(
                  identity,
                  "The " + word(node) + " " + node.name(),
                  named.getOrDefault(identity, List.of()).stream()
                      .map(Orphans::whyNot)
                      .sorted()
                      .collect(Collectors.joining())));
        });
  }

  private static boolean isWorkload(Node node) {
    return node.identityKind().isProgram();
  }

  private static String word(Node workload) {
    return workload.identityKind() == IdentityKind.AGENT ? "agent" : "service";
  }

  private static String whyNot(Node owner) {
    return " %s, who is named as its owner, is %s."
        .formatted(owner.name(), owner.active() == Active.NO ? "inactive" : "no person");
  }

  /// An active person; what is unknown of somebody is not held against them.
  private static boolean mayAnswer(Node manager) {
    return manager.active() != Active.NO
        && (manager.identityKind() == IdentityKind.PERSON
            || manager.identityKind() == IdentityKind.UNKNOWN);
  }

  private Finding orphan(int account, Node node, String where) {
    String state = node.active() == Active.YES ? "is active" : "may be active";
    return finding(
        new FindingKey(FindingKind.ORPHAN, "orphan", node.key(), ""),
        "Orphaned account",
        severity(account),
        account,
        "The account %s%s belongs to nobody we know and %s.".formatted(node.name(), where, state));
  }

  private Finding ownerless(int subject, String who, String whyNot) {
    return finding(
        new FindingKey(FindingKind.OWNERLESS, "ownerless", snapshot.key(subject), ""),
        snapshot.identityKind(subject) == IdentityKind.AGENT
            ? "Agent without owner"
            : "Service account without owner",
        severity(subject),
        subject,
        who + " has no active person who answers for it." + whyNot);
  }

  private Finding finding(
      FindingKey key, String rule, Severity severity, int subject, String story) {
    return new Finding(
        key,
        rule,
        1,
        severity,
        snapshot.kind(subject),
        snapshot.name(subject),
        story,
        List.of(Highlight.path(snapshot, forward.from(subject), subject)),
        affected(subject),
        key.kind() == FindingKind.ORPHAN ? OF_NOBODY : OF_A_PROGRAM);
  }

  private int affected(int subject) {
    return (int)
        backward
            .from(subject)
            .nodes()
            .filter(node -> snapshot.kind(node) == NodeKind.IDENTITY)
            .count();
  }

  private Severity severity(int subject) {
    forward.from(subject);
    boolean jewel = Highlight.of(snapshot, forward, node -> snapshot.crownJewel(node)).isPresent();
    if (jewel) {
      return Severity.HIGH;
    }
    return Highlight.of(snapshot, forward, node -> true).isPresent()
        ? Severity.MEDIUM
        : Severity.LOW;
  }
}
