package dev.firebreak.analytics.orphan;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
  private final Owners owners;
  private final Found found;

  private Orphans(GraphSnapshot snapshot, Walks walks, Found found) {
    this.snapshot = snapshot;
    this.forward = walks.forward();
    this.backward = walks.backward();
    this.owners = Owners.of(snapshot);
    this.found = found;
  }

  /// All findings, accounts before identities.
  ///
  /// @param authoritative the ids of the sources whose accounts are people by definition
  public static List<Finding> find(GraphSnapshot snapshot, Set<String> authoritative) {
    Found found = Found.all();
    judge(
        snapshot,
        authoritative,
        IntStream.concat(snapshot.nodes(NodeKind.ACCOUNT), snapshot.nodes(NodeKind.IDENTITY)),
        Walks.of(snapshot),
        found);
    return found.list();
  }

  /// Judges some accounts and identities.
  ///
  /// @param subjects their indexes
  public static void judge(
      GraphSnapshot snapshot,
      Set<String> authoritative,
      IntStream subjects,
      Walks walks,
      Found found) {
    Orphans orphans = new Orphans(snapshot, walks, found);
    subjects
        .filter(subject -> snapshot.active(subject) != Active.NO)
        .forEach(subject -> {
          if (snapshot.kind(subject) == NodeKind.ACCOUNT) {
            orphans.account(subject, authoritative);
          } else if (snapshot.identityKind(subject).isProgram()) {
            orphans.workload(subject);
          }
        });
  }

  private void account(int account, Set<String> authoritative) {
    if (owners.edge(account).isPresent()) {
      return;
    }
    Node node = snapshot.node(account);
    if (node.identityKind().isProgram()) {
      ownerless(account, Wording.in(snapshot, node.source()), List.of());
    } else if (node.source() == null || !authoritative.contains(node.source())) {
      found.add(
          new FindingKey(FindingKind.ORPHAN, "orphan", node.key(), ""),
          () -> orphan(account, node, Wording.in(snapshot, node.source())));
    }
  }

  private void workload(int identity) {
    List<Node> named =
        IntStream.range(snapshot.firstOut(identity), snapshot.endOut(identity))
            .filter(e -> snapshot.holds(e) && snapshot.edgeKind(e) == EdgeKind.REPORTS_TO)
            .mapToObj(e -> snapshot.node(snapshot.to(e)))
            .toList();
    if (named.stream().noneMatch(Orphans::mayAnswer)) {
      ownerless(identity, "", named);
    }
  }

  /// @param named who should answer for it
  private void ownerless(int subject, String where, List<Node> named) {
    FindingKey key = new FindingKey(FindingKind.OWNERLESS, "ownerless", snapshot.key(subject), "");
    Node node = snapshot.node(subject);
    String what = snapshot.kind(subject) == NodeKind.ACCOUNT ? " account " : " ";
    found.add(
        key,
        () ->
            ownerless(
                key,
                subject,
                "The " + word(node) + what + node.name() + where,
                named.stream().map(Orphans::whyNot).sorted().collect(Collectors.joining())));
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

  private Finding ownerless(FindingKey key, int subject, String who, String whyNot) {
    return finding(
        key,
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
