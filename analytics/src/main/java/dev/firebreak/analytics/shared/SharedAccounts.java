package dev.firebreak.analytics.shared;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  private SharedAccounts(GraphSnapshot snapshot, Walk walk) {
    this.snapshot = snapshot;
    this.walk = walk;
  }

  /// All findings, in the order of the accounts' indexes.
  public static List<Finding> find(GraphSnapshot snapshot) {
    Found found = Found.all();
    judge(snapshot, snapshot.nodes(NodeKind.ACCOUNT), Walk.forward(snapshot), found);
    return found.list();
  }

  /// Judges some accounts.
  ///
  /// @param walk forward
  public static void judge(GraphSnapshot snapshot, IntStream accounts, Walk walk, Found found) {
    SharedAccounts risk = new SharedAccounts(snapshot, walk);
    Owners owners = Owners.of(snapshot);
    accounts
        .filter(account -> snapshot.active(account) != Active.NO)
        .forEach(account -> risk.judge(account, owners, found));
  }

  private void judge(int account, Owners owners, Found found) {
    Map<Integer, Integer> byOwner = new TreeMap<>();
    owners
        .edges(account)
        .filter(e -> snapshot.active(snapshot.from(e)) != Active.NO)
        .forEach(e -> byOwner.putIfAbsent(snapshot.from(e), e));
    if (byOwner.size() > 1) {
      found.add(
          SHARED.key(snapshot.key(account), ""),
          () ->
              finding(
                  SHARED,
                  account,
                  List.copyOf(byOwner.values()),
                  "%s are each capable of signing in with the account %s%s, so what it does cannot"
                      + " be told to be one's own."));
    }
    IdentityKind kind = snapshot.identityKind(account);
    List<Integer> people =
        kind.isProgram()
            ? byOwner.values().stream()
                .filter(e -> snapshot.identityKind(snapshot.from(e)) == IdentityKind.PERSON)
                .toList()
            : List.of();
    if (!people.isEmpty()) {
      String word = kind == IdentityKind.AGENT ? "agent" : "service";
      found.add(
          HUMAN_USE.key(snapshot.key(account), ""),
          () ->
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
