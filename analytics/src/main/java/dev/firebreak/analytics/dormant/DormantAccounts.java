package dev.firebreak.analytics.dormant;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.unused.Since;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds accounts, not inactive, that are known to be older than the window and of which no use was
/// seen in it. To tell, the feeds must cover the whole window for the whole source, or for every
/// entitlement that the account reaches in its source; a right on a safe counts as covered only
/// with its whole source. An account all of whose owners are inactive is a leaver's.
public final class DormantAccounts {

  /// The window where nothing else is asked for, in days.
  public static final int DEFAULT_WINDOW_DAYS = 90;

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.DORMANT,
          "dormant",
          "Dormant account",
          "NIST AC-2(3)",
          "CSF PR.AA-05",
          "ISO 27001 A.5.18",
          "PCI DSS 8.2.6");

  private final GraphSnapshot snapshot;
  private final Usage usage;
  private final int windowDays;
  private final Owners owners;
  private final Walk walk;

  private DormantAccounts(GraphSnapshot snapshot, Usage usage, int windowDays, Walk walk) {
    this.snapshot = snapshot;
    this.usage = usage;
    this.windowDays = windowDays;
    this.owners = Owners.of(snapshot);
    this.walk = walk;
  }

  /// All findings, in the order of the accounts' indexes.
  ///
  /// @param windowDays how many days without use make an account dormant
  public static List<Finding> find(GraphSnapshot snapshot, Usage usage, int windowDays) {
    Found found = Found.all();
    judge(
        snapshot,
        usage,
        windowDays,
        snapshot.nodes(NodeKind.ACCOUNT),
        Walk.forward(snapshot),
        found);
    return found.list();
  }

  /// Judges some accounts.
  ///
  /// @param walk forward
  public static void judge(
      GraphSnapshot snapshot,
      Usage usage,
      int windowDays,
      IntStream accounts,
      Walk walk,
      Found found) {
    DormantAccounts risk = new DormantAccounts(snapshot, usage, windowDays, walk);
    accounts
        .filter(account -> snapshot.active(account) != Active.NO)
        .filter(account -> usage.coversAny(snapshot.source(account)))
        .filter(account -> !risk.isLeavers(account))
        .forEach(account -> risk.judge(account, found));
  }

  private boolean isLeavers(int account) {
    boolean[] owned = {false};
    boolean[] present = {false};
    snapshot.forEachIn(
        account,
        e -> {
          if (snapshot.edgeKind(e) == EdgeKind.OWNS) {
            owned[0] = true;
            present[0] |= snapshot.active(snapshot.from(e)) != Active.NO;
          }
        });
    return owned[0] && !present[0];
  }

  private void judge(int account, Found found) {
    Node node = snapshot.node(account);
    Instant begun = begun(account);
    if (begun == null || node.source() == null) {
      return;
    }
    List<Node> held = held(account, node.source());
    boolean whole =
        judge(node, Usage.EVERY, begun) instanceof Unused
            && held.stream().noneMatch(each -> isUsed(node, each, begun));
    boolean each =
        !held.isEmpty()
            && held.stream()
                .allMatch(entitlement ->
                    !entitlement.right()
                        && judge(node, entitlement.key(), begun) instanceof Unused);
    if ((!whole && !each) || isUsedAtAll(node)) {
      return;
    }
    found.add(RULE.key(node.key(), ""), () -> told(account, days(node, held, begun, whole)));
  }

  private long days(Node node, List<Node> held, Instant begun, boolean whole) {
    return Stream.concat(
            whole ? Stream.of(judge(node, Usage.EVERY, begun)) : Stream.empty(),
            held.stream().map(entitlement -> judge(node, entitlement.key(), begun)))
        .filter(Unused.class::isInstance)
        .mapToLong(verdict -> ((Unused) verdict).sinceDays())
        .min()
        .orElse(windowDays);
  }

  /// The entitlements that the account reaches within its source.
  private List<Node> held(int account, String source) {
    walk.from(
        account,
        e ->
            switch (snapshot.edgeKind(e)) {
              case MEMBER_OF, HOLDS, IMPLIES -> true;
              case OWNS, ON, OPENS, CONTAINS, SIGNS_IN_AS, REPORTS_TO -> false;
            });
    return walk.nodes()
        .mapToObj(snapshot::node)
        .filter(node -> node.kind() == NodeKind.ENTITLEMENT && source.equals(node.source()))
        .toList();
  }

  private UseVerdict judge(Node account, String entitlement, Instant begun) {
    return usage
        .judge(
            account.key(),
            entitlement,
            account.source(),
            Since.exactly(begun),
            snapshot.asOf(),
            windowDays)
        .verdict();
  }

  private boolean isUsed(Node account, Node entitlement, Instant begun) {
    return judge(account, entitlement.key(), begun) instanceof UseVerdict.Used;
  }

  /// Whether any entitlement of the source, also one that is no longer held, was used in the
  /// window.
  private boolean isUsedAtAll(Node account) {
    Instant from = snapshot.asOf().minus(Duration.ofDays(windowDays));
    return snapshot
        .nodes(NodeKind.ENTITLEMENT)
        .mapToObj(snapshot::node)
        .map(node -> usage.lastUsed(account.key(), node.key()))
        .anyMatch(last -> last.isPresent() && last.get().isAfter(from));
  }

  /// Since when the account is known to be there.
  private @Nullable Instant begun(int account) {
    List<Instant> known = new ArrayList<>();
    Instant first = snapshot.node(account).firstSeen();
    if (first != null) {
      known.add(first);
    }
    snapshot.forEachOut(
        account,
        e -> {
          Edge edge = snapshot.edge(e);
          if (edge.since() != null) {
            known.add(edge.since());
          }
          if (edge.firstSeen() != null) {
            known.add(edge.firstSeen());
          }
        });
    return known.stream().min(Comparator.naturalOrder()).orElse(null);
  }

  private Finding told(int account, long days) {
    Node node = snapshot.node(account);
    walk.from(account);
    boolean jewel = Highlight.of(snapshot, walk, i -> snapshot.crownJewel(i)).isPresent();
    OptionalInt end = Highlight.of(snapshot, walk, i -> true).stream().mapToInt(i -> i).findFirst();
    OptionalInt owns = owners.edge(account);
    List<Integer> edges = new ArrayList<>();
    owns.ifPresent(edges::add);
    end.ifPresent(i -> edges.addAll(walk.edges(i)));
    int start = owns.isPresent() ? snapshot.from(owns.getAsInt()) : account;
    String title = end.isPresent() ? snapshot.name(end.getAsInt()) : node.name();
    String idle = "no use in " + Wording.days(days);
    String whose = owns.isPresent() ? " of " + snapshot.name(start) : "";
    String reaches =
        end.isPresent()
            ? ", and it still reaches "
                + title
                + Wording.in(snapshot, snapshot.source(end.getAsInt()))
            : "";
    return RULE.finding(
        node,
        "",
        jewel ? Severity.MEDIUM : Severity.LOW,
        "The account %s%s%s shows %s%s."
            .formatted(node.name(), whose, Wording.in(snapshot, node.source()), idle, reaches),
        List.of(AccessPath.along(snapshot, title, idle, start, edges)),
        owners.count(account));
  }
}
