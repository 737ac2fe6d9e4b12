package dev.firebreak.analytics.privileged;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
  private final Privilege privilege;
  private final Walk forward;
  private final Walk backward;

  private OutsideVault(GraphSnapshot snapshot, Privilege privilege, Walks walks) {
    this.snapshot = snapshot;
    this.owners = Owners.of(snapshot);
    this.privilege = privilege;
    this.forward = walks.forward();
    this.backward = walks.backward();
  }

  /// All findings, in the order of the holders' indexes.
  public static List<Finding> find(GraphSnapshot snapshot, Privilege privilege) {
    Found found = Found.all();
    judge(
        snapshot,
        privilege,
        IntStream.concat(snapshot.nodes(NodeKind.ACCOUNT), snapshot.nodes(NodeKind.GROUP)),
        Walks.of(snapshot),
        found);
    return found.list();
  }

  /// Judges some accounts and groups.
  public static void judge(
      GraphSnapshot snapshot, Privilege privilege, IntStream holders, Walks walks, Found found) {
    if (isTold(snapshot)) {
      OutsideVault risk = new OutsideVault(snapshot, privilege, walks);
      holders.forEach(holder -> risk.judge(holder, found));
    }
  }

  /// Whether any vault says which accounts it signs in as.
  public static boolean isTold(GraphSnapshot snapshot) {
    return snapshot
        .nodes(NodeKind.PRIVILEGED_ACCOUNT)
        .anyMatch(secret ->
            IntStream.range(snapshot.firstOut(secret), snapshot.endOut(secret))
                .anyMatch(e -> snapshot.holds(e) && isSignIn(snapshot, e)));
  }

  private static boolean isSignIn(GraphSnapshot snapshot, int edge) {
    return snapshot.edgeKind(edge) == EdgeKind.SIGNS_IN_AS;
  }

  private void judge(int holder, Found found) {
    List<Integer> held = held(holder);
    if (!held.isEmpty()
        && backward.count(holder, kinds(EdgeKind.MEMBER_OF), this::isStanding, 1) > 0) {
      found.add(RULE.key(snapshot.key(holder), ""), () -> finding(holder, held));
    }
  }

  /// What is privileged of what a holder is granted, itself or within a role; worst first.
  private List<Integer> held(int holder) {
    boolean[] holds = {false};
    snapshot.forEachOut(holder, e -> holds[0] |= snapshot.edgeKind(e) == EdgeKind.HOLDS);
    return holds[0]
        ? forward
            .from(holder, this::granted)
            .nodes()
            .filter(node -> privilege.coversEntitlement(snapshot, node))
            .boxed()
            .sorted(Privilege.worstFirst(snapshot))
            .toList()
        : List.of();
  }

  /// What an account or group holds, and what that implies.
  private boolean granted(int edge) {
    return snapshot.edgeKind(edge) == EdgeKind.HOLDS || snapshot.edgeKind(edge) == EdgeKind.IMPLIES;
  }

  private Finding finding(int holder, List<Integer> held) {
    backward.from(holder, kinds(EdgeKind.MEMBER_OF));
    List<Integer> accounts =
        backward
            .nodes()
            .filter(this::isStanding)
            .boxed()
            .sorted(Comparator.comparing(i -> snapshot.key(i)))
            .toList();
    List<AccessPath> because =
        accounts.stream()
            .limit(SHOWN)
            .map(account -> path(account, held.getFirst(), holder))
            .toList();
    return RULE.finding(
        snapshot.node(holder),
        "",
        snapshot.crownJewel(held.getFirst()) ? Severity.MEDIUM : Severity.LOW,
        story(holder, held, accounts),
        because,
        affected(accounts));
  }

  private boolean isStanding(int account) {
    return snapshot.kind(account) == NodeKind.ACCOUNT
        && snapshot.active(account) != Active.NO
        && IntStream.range(snapshot.firstIn(account), snapshot.endIn(account))
            .map(snapshot::in)
            .noneMatch(e -> snapshot.holds(e) && isSignIn(snapshot, e));
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
    edges.addAll(forward.from(holder, this::granted).edges(entitlement));
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
