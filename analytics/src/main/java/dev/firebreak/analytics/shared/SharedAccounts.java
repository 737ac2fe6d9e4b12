package dev.firebreak.analytics.shared;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds accounts, not inactive, that two or more identities own, and accounts of services and
/// agents that a person owns. Owners who are inactive do not count: they are leavers.
public final class SharedAccounts {

  static final RiskRule SHARED =
      RiskRule.of(
          FindingKind.SHARED,
          "shared-account",
          "Shared account",
          "NIST IA-2",
          "CSF PR.AA-01",
          "ISO 27001 A.5.16",
          "PCI DSS 8.2.2");
  static final RiskRule HUMAN_USE =
      RiskRule.of(
          FindingKind.SHARED,
          "human-use",
          "Person on a service account",
          "OWASP NHI10",
          "NIST AC-2",
          "CSF PR.AA-01",
          "PCI DSS 8.6.1");
  private static final int NAMED = 3;

  private final GraphSnapshot snapshot;
  private final Walk walk;

  private SharedAccounts(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.walk = Walk.forward(snapshot);
  }

  /// All findings, in the order of the accounts' indexes.
  public static List<Finding> find(GraphSnapshot snapshot) {
    return new SharedAccounts(snapshot).find();
  }

  private List<Finding> find() {
    Map<Integer, Map<Integer, Integer>> owns = new TreeMap<>();
    snapshot
        .edges(EdgeKind.OWNS)
        .filter(e -> snapshot.active(snapshot.from(e)) != Active.NO)
        .filter(e -> snapshot.active(snapshot.to(e)) != Active.NO)
        .forEach(e -> {
          owns.computeIfAbsent(snapshot.to(e), _ -> new TreeMap<>())
              .putIfAbsent(snapshot.from(e), e);
        });
    List<Finding> findings = new ArrayList<>();
    owns.forEach((account, byOwner) -> {
      if (byOwner.size() > 1) {
        findings.add(
            finding(
                SHARED,
                account,
                List.copyOf(byOwner.values()),
                "%s are each capable of signing in with the account %s%s, so what it does cannot be"
                    + " told to be one's own."));
      }
      List<Integer> people =
          byOwner.values().stream()
              .filter(e -> snapshot.identityKind(snapshot.from(e)) == IdentityKind.PERSON)
              .toList();
      IdentityKind kind = snapshot.identityKind(account);
      if (!people.isEmpty() && kind.isProgram()) {
        String word = kind == IdentityKind.AGENT ? "agent" : "service";
        findings.add(
            finding(
                HUMAN_USE,
                account,
                people,
                "%s "
                    + (people.size() == 1 ? "is" : "are")
                    + " capable of signing in with the "
                    + word
                    + " account %s%s, which is meant for a program."));
      }
    });
    return List.copyOf(findings);
  }

  private Finding finding(RiskRule rule, int account, List<Integer> owns, String story) {
    Node node = snapshot.node(account);
    List<String> names = owns.stream().map(e -> snapshot.name(snapshot.from(e))).sorted().toList();
    String who =
        names.size() > NAMED
            ? names.stream().limit(NAMED - 1L).collect(Collectors.joining(", "))
                + " and "
                + (names.size() - NAMED + 1)
                + " more"
            : names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    List<AccessPath> because =
        owns.stream()
            .limit(6)
            .map(
                e -> AccessPath.along(snapshot, node.name(), "owner", snapshot.from(e), List.of(e)))
            .toList();
    walk.from(account);
    boolean jewel =
        walk.nodes()
            .mapToObj(snapshot::node)
            .anyMatch(reached -> reached.kind().isResource() && reached.crownJewel());
    return rule.finding(
        node,
        "",
        jewel ? Severity.HIGH : Severity.MEDIUM,
        story.formatted(who, node.name(), Wording.in(snapshot, node.source())),
        because,
        owns.size());
  }
}
