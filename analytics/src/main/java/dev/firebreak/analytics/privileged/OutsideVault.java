package dev.firebreak.analytics.privileged;

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
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// Finds privileged entitlements held by standing accounts: ones that no vault in the graph keeps a
/// secret of. One finding for each group or account that is granted any, with the worst of them.
///
/// Where no vault says which accounts it signs in as, nobody can tell, and nothing is found.
public final class OutsideVault {

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.OUTSIDE_VAULT,
          "outside-vault",
          "Privileged access outside a vault",
          "NIST AC-6(5)",
          "CSF PR.AA-05",
          "ISO 27001 A.8.2",
          "PCI DSS 7.2.2");
  private static final int SHOWN = 3;

  private final GraphSnapshot snapshot;
  private final Owners owners;
  private final Walk forward;
  private final Walk backward;
  private final BitSet kept = new BitSet();

  private OutsideVault(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.owners = Owners.of(snapshot);
    this.forward = Walk.forward(snapshot);
    this.backward = Walk.backward(snapshot);
    snapshot.edges(EdgeKind.SIGNS_IN_AS).forEach(e -> kept.set(snapshot.to(e)));
  }

  /// All findings, in the order of the holders' indexes.
  public static List<Finding> find(GraphSnapshot snapshot, Privilege privilege) {
    OutsideVault risk = new OutsideVault(snapshot);
    List<Finding> findings = new ArrayList<>();
    if (!risk.kept.isEmpty()) {
      risk.holders(privilege)
          .forEach((holder, held) -> risk.judge(holder, List.copyOf(held), findings));
    }
    return List.copyOf(findings);
  }

  /// Who is granted what is privileged, itself or within a role.
  private Map<Integer, NavigableSet<Integer>> holders(Privilege privilege) {
    Map<Integer, NavigableSet<Integer>> holders = new TreeMap<>();
    privilege
        .entitlements(snapshot)
        .forEach(entitlement -> {
          backward.from(entitlement, kinds(EdgeKind.IMPLIES));
          for (int giving : backward.nodes().toArray()) {
            snapshot.forEachIn(
                giving,
                e -> {
                  if (snapshot.edgeKind(e) == EdgeKind.HOLDS) {
                    holders
                        .computeIfAbsent(
                            snapshot.from(e), _ -> new TreeSet<>(Privilege.worstFirst(snapshot)))
                        .add(entitlement);
                  }
                });
          }
        });
    return holders;
  }

  private void judge(int holder, List<Integer> held, List<Finding> findings) {
    backward.from(holder, kinds(EdgeKind.MEMBER_OF));
    List<Integer> accounts =
        backward
            .nodes()
            .filter(this::isStanding)
            .boxed()
            .sorted(Comparator.comparing(i -> snapshot.key(i)))
            .toList();
    if (!accounts.isEmpty()) {
      Severity severity = snapshot.crownJewel(held.getFirst()) ? Severity.MEDIUM : Severity.LOW;
      List<AccessPath> because =
          accounts.stream()
              .limit(SHOWN)
              .map(account -> path(account, held.getFirst(), holder))
              .toList();
      findings.add(
          RULE.finding(
              snapshot.node(holder),
              "",
              severity,
              story(holder, held, accounts),
              because,
              affected(accounts)));
    }
  }

  private boolean isStanding(int account) {
    return snapshot.kind(account) == NodeKind.ACCOUNT
        && snapshot.active(account) != Active.NO
        && !kept.get(account);
  }

  private int affected(List<Integer> accounts) {
    BitSet identities = new BitSet();
    accounts.forEach(account ->
        snapshot.forEachIn(
            account,
            e -> {
              if (snapshot.edgeKind(e) == EdgeKind.OWNS) {
                identities.set(snapshot.from(e));
              }
            }));
    return identities.cardinality();
  }

  private AccessPath path(int account, int entitlement, int holder) {
    List<Integer> edges = new ArrayList<>();
    OptionalInt owns = owners.edge(account);
    owns.ifPresent(edges::add);
    int start = owns.isPresent() ? snapshot.from(owns.getAsInt()) : account;
    edges.addAll(forward.from(account, kinds(EdgeKind.MEMBER_OF)).edges(holder));
    edges.addAll(
        forward
            .from(
                holder,
                e ->
                    snapshot.edgeKind(e) == EdgeKind.HOLDS
                        || snapshot.edgeKind(e) == EdgeKind.IMPLIES)
            .edges(entitlement));
    return AccessPath.along(snapshot, snapshot.name(entitlement), "outside a vault", start, edges);
  }

  private String story(int holder, List<Integer> held, List<Integer> accounts) {
    Node first = snapshot.node(held.getFirst());
    String what =
        first.name()
            + (held.size() == 1 ? "" : " and " + (held.size() - 1) + " more")
            + Wording.in(snapshot, first.source());
    if (snapshot.kind(holder) == NodeKind.ACCOUNT) {
      OptionalInt owns = owners.edge(holder);
      String who =
          owns.isPresent()
              ? snapshot.name(snapshot.from(owns.getAsInt()))
                  + " can use "
                  + what
                  + " with the account "
                  + snapshot.name(holder)
              : "The account " + snapshot.name(holder) + " can use " + what;
      return who + ", whose secret no vault we read keeps.";
    }
    return "The group %s gives %s to %d %s that no vault we read keeps."
        .formatted(
            snapshot.name(holder),
            what,
            accounts.size(),
            accounts.size() == 1 ? "account" : "accounts");
  }

  private IntPredicate kinds(EdgeKind kind) {
    return e -> snapshot.edgeKind(e) == kind;
  }
}
