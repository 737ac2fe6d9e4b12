package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Owners;
import dev.firebreak.analytics.unused.UseVerdict.Reason;
import dev.firebreak.analytics.unused.UseVerdict.Unknown;
import dev.firebreak.analytics.unused.UseVerdict.Unused;
import dev.firebreak.analytics.unused.UseVerdict.Used;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges every direct grant: an account that holds an application entitlement or a role. Rights on
/// safes are judged only where a usage feed covers them. The grants of inactive accounts sleep and
/// are only counted.
public final class UnusedEntitlements {

  /// The window where nothing else is asked for, in days.
  public static final int DEFAULT_WINDOW_DAYS = 90;

  private final GraphSnapshot snapshot;
  private final Owners owners;

  private UnusedEntitlements(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.owners = Owners.of(snapshot);
  }

  /// One account holding one entitlement, through one edge or several.
  ///
  /// @param edge the edge with the smallest index
  /// @param grantedAt the earliest known begin of any of the edges
  private record Grant(int edge, @Nullable Instant grantedAt) {

    Grant and(Grant other) {
      Instant earlier =
          grantedAt == null || (other.grantedAt != null && other.grantedAt.isBefore(grantedAt))
              ? other.grantedAt
              : grantedAt;
      return new Grant(Math.min(edge, other.edge), earlier);
    }
  }

  /// Judges all direct grants as of the snapshot's instant.
  ///
  /// @param windowDays how many days without use make a grant unused
  public static UnusedReport report(GraphSnapshot snapshot, Usage usage, int windowDays) {
    return new UnusedEntitlements(snapshot).judge(usage, windowDays);
  }

  /// The verdict on one pair, for a screen that lists what an account holds. The grant's age is the
  /// edge's `since`, else when a harvest first saw it.
  ///
  /// @param edge index of a HOLDS edge
  public static UseVerdict verdict(GraphSnapshot snapshot, Usage usage, int edge, int windowDays) {
    return verdict(snapshot, usage, snapshot.edge(edge), windowDays);
  }

  /// The verdict on what an edge gives. Feeds speak of accounts and what they hold themselves, so
  /// of a membership, and of what a group holds, nobody can tell.
  public static UseVerdict verdict(GraphSnapshot snapshot, Usage usage, Edge edge, int windowDays) {
    return edge.kind() == EdgeKind.HOLDS && snapshot.node(edge.from()).kind() == NodeKind.ACCOUNT
        ? judge(snapshot, usage, edge, grantedAt(edge), windowDays)
        : new Unknown(Reason.NO_FEED);
  }

  private UnusedReport judge(Usage usage, int windowDays) {
    List<Finding> findings = new ArrayList<>();
    Map<Reason, Integer> unknown = new EnumMap<>(Reason.class);
    int used = 0;
    int asleep = 0;
    for (Grant grant : grants(usage).values()) {
      if (snapshot.node(snapshot.edge(grant.edge()).from()).active() == Active.NO) {
        asleep++;
        continue;
      }
      switch (judge(snapshot, usage, snapshot.edge(grant.edge()), grant.grantedAt(), windowDays)) {
        case Used _ -> used++;
        case Unused verdict -> findings.add(finding(grant, verdict));
        case Unknown(Reason reason) -> unknown.merge(reason, 1, Integer::sum);
      }
    }
    return new UnusedReport(findings, used, findings.size(), unknown, asleep);
  }

  private Map<String, Grant> grants(Usage usage) {
    Map<String, Grant> grants = new TreeMap<>();
    snapshot
        .edges(EdgeKind.HOLDS)
        .filter(e -> snapshot.node(snapshot.edge(e).from()).kind() == NodeKind.ACCOUNT)
        .filter(e -> isJudged(snapshot.node(snapshot.edge(e).to()), usage))
        .forEach(e -> {
          Edge edge = snapshot.edge(e);
          grants.merge(
              snapshot.node(edge.from()).key() + "|" + snapshot.node(edge.to()).key(),
              new Grant(e, grantedAt(edge)),
              Grant::and);
        });
    return grants;
  }

  private static boolean isJudged(Node entitlement, Usage usage) {
    return !entitlement.right() || usage.covers(entitlement.source(), entitlement.key());
  }

  private static @Nullable Instant grantedAt(Edge edge) {
    return edge.since() != null ? edge.since() : edge.firstSeen();
  }

  private static UseVerdict judge(
      GraphSnapshot snapshot, Usage usage, Edge edge, @Nullable Instant grantedAt, int windowDays) {
    Node entitlement = snapshot.node(edge.to());
    return usage.judge(
        snapshot.node(edge.from()).key(),
        entitlement.key(),
        entitlement.source(),
        grantedAt,
        snapshot.asOf(),
        windowDays);
  }

  private Finding finding(Grant grant, Unused verdict) {
    Edge edge = snapshot.edge(grant.edge());
    Node account = snapshot.node(edge.from());
    Node entitlement = snapshot.node(edge.to());
    OptionalInt owns = owners.edge(edge.from());
    int start = owns.isPresent() ? snapshot.edge(owns.getAsInt()).from() : edge.from();
    List<Integer> path =
        owns.isPresent() ? List.of(owns.getAsInt(), grant.edge()) : List.of(grant.edge());
    String idle =
        verdict.lastUsed() == null
            ? "no use seen in " + Wording.days(verdict.sinceDays())
            : "not used for " + Wording.days(verdict.sinceDays());
    return new Finding(
        new FindingKey(FindingKind.UNUSED, "unused", account.key(), entitlement.key()),
        "Unused entitlement",
        1,
        severity(entitlement),
        account.kind(),
        account.name(),
        "%s holds %s%s: %s."
            .formatted(
                owns.isPresent() ? snapshot.node(start).name() : "The account " + account.name(),
                entitlement.name(),
                Wording.in(snapshot, entitlement.source()),
                idle),
        List.of(AccessPath.along(snapshot, entitlement.name(), idle, start, path)),
        owners.count(edge.from()),
        List.of());
  }

  private static Severity severity(Node entitlement) {
    if (entitlement.crownJewel() || entitlement.sensitivity() >= 80) {
      return Severity.HIGH;
    }
    return entitlement.sensitivity() >= 50 ? Severity.MEDIUM : Severity.LOW;
  }
}
