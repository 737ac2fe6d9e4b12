package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.finding.Finding;
import java.util.List;
import java.util.function.IntFunction;

/// What the tests of the planner start from.
final class Planning {
  static final EdgeUse USED = new EdgeUse(EdgeUse.Kind.USED, "somebody used it");
  static final EdgeUse UNUSED = new EdgeUse(EdgeUse.Kind.UNUSED, "nobody used it");
  static final EdgeUse UNKNOWN = new EdgeUse(EdgeUse.Kind.UNKNOWN, "nobody can tell");

  private Planning() {}

  static Planner knowing(IntFunction<EdgeUse> use) {
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
