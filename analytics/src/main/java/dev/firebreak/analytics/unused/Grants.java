package dev.firebreak.analytics.unused;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The direct grants of a snapshot that are judged: what accounts hold themselves. Rights on safes
/// are judged only where a usage feed covers them.
///
/// @param firstHarvests when each source was first harvested
record Grants(
    GraphSnapshot snapshot, Usage usage, int windowDays, Map<String, Instant> firstHarvests) {

  Grants(GraphSnapshot snapshot, Usage usage, int windowDays) {
    this(snapshot, usage, windowDays, snapshot.firstHarvests());
  }

  /// One account holding one entitlement, through one edge or several.
  ///
  /// @param edge the edge with the smallest index
  /// @param account index of the account
  /// @param entitlement index of the entitlement
  /// @param granted the earliest known begin of any of the edges
  record Grant(int edge, int account, int entitlement, @Nullable Since granted) {

    private Grant and(Grant other) {
      return new Grant(
          Math.min(edge, other.edge), account, entitlement, Since.earlier(granted, other.granted));
    }
  }

  /// Hands over every grant, account by account.
  void forEach(Consumer<Grant> each) {
    snapshot.nodes(NodeKind.ACCOUNT).forEach(account -> of(account).forEach(each));
  }

  /// The grants of an account, by entitlement.
  List<Grant> of(int account) {
    List<Grant> held = new ArrayList<>();
    snapshot.forEachOut(account, e -> add(e, held));
    return merged(held, Grant::entitlement);
  }

  /// The grants of an entitlement, by account.
  List<Grant> holding(int entitlement) {
    List<Grant> held = new ArrayList<>();
    snapshot.forEachIn(
        entitlement,
        e -> {
          if (snapshot.kind(snapshot.from(e)) == NodeKind.ACCOUNT) {
            add(e, held);
          }
        });
    return merged(held, Grant::account);
  }

  private void add(int e, List<Grant> held) {
    Edge edge = snapshot.edge(e);
    if (edge.kind() == EdgeKind.HOLDS && isJudged(snapshot.node(edge.to()))) {
      held.add(new Grant(e, edge.from(), edge.to(), Since.of(edge, firstHarvests)));
    }
  }

  private static List<Grant> merged(List<Grant> held, ToIntFunction<Grant> by) {
    held.sort(Comparator.comparingInt(by));
    List<Grant> merged = new ArrayList<>(held.size());
    for (Grant grant : held) {
      if (!merged.isEmpty() && by.applyAsInt(merged.getLast()) == by.applyAsInt(grant)) {
        merged.add(merged.removeLast().and(grant));
      } else {
        merged.add(grant);
      }
    }
    return merged;
  }

  private boolean isJudged(Node entitlement) {
    return !entitlement.right() || usage.covers(entitlement.source(), entitlement.key());
  }

  /// Whether the account of a grant can be used; the grants of others sleep.
  boolean isAwake(Grant grant) {
    return snapshot.active(grant.account()) != Active.NO;
  }

  /// The verdict on a grant.
  Judgement judge(Grant grant) {
    Node entitlement = snapshot.node(grant.entitlement());
    return usage.judge(
        snapshot.key(grant.account()),
        entitlement.key(),
        entitlement.source(),
        grant.granted(),
        snapshot.asOf(),
        windowDays);
  }
}
