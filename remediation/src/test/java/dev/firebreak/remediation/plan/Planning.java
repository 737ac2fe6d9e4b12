package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.snapshot.Edge;
import java.util.List;
import java.util.function.Function;

/// What the tests of the planner start from.
final class Planning {
  static final UseVerdict UNKNOWN = new UseVerdict.Unknown(UseVerdict.Reason.NO_FEED);

  private Planning() {}

  static Planner knowing(Function<Edge, UseVerdict> use) {
    return new Planner(new PlanningRules(_ -> true, NeverTouch.NONE, _ -> false, use));
  }

  static List<String> sentences(Proposal proposal) {
    return proposal.changes().stream().map(PlannedChange::sentence).toList();
  }

  /// Two functions in two systems, one of them through nested groups with other members.
  static Finding marta(SampleGraph graph) {
    String marta = graph.identity("marta");
    String ben = graph.identity("ben");
    String doorway = graph.account("doorway", "m.okonjo");
    String ledger = graph.account("ledger", "m.okonjo2");
    String bens = graph.account("doorway", "b.sand");
    String clerks = graph.group("doorway", "AP-Clerks");
    String all = graph.group("doorway", "Finance-All");
    String create = graph.entitlement("doorway", "create-vendor");
    String pay = graph.entitlement("ledger", "release-payment");
    graph.owns(marta, doorway).owns(marta, ledger).owns(ben, bens);
    graph.member(doorway, clerks).member(bens, clerks).member(clerks, all);
    graph.holds(all, create).holds(ledger, pay);
    graph.member(bens, all);
    return SampleGraph.toxic(graph.snapshot(), marta, create, pay);
  }
}
