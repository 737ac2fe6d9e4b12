package dev.firebreak.analytics.groups;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Highlight;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Finds groups that hold something and in which no account is, directly or through other groups,
/// now or from a later day on. A group within such a group is not told again. Of a source in which
/// no group has any member nobody can tell: its memberships were not read.
public final class EmptyGroups {

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.EMPTY_GROUP,
          "empty-group",
          "Empty group",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.5.18");

  private EmptyGroups() {}

  /// All findings, in the order of the groups' indexes.
  public static List<Finding> find(GraphSnapshot snapshot) {
    Map<Integer, List<Integer>> above = new HashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    BitSet occupied = new BitSet();
    for (int e = 0; e < snapshot.edgeCount(); e++) {
      Instant end = snapshot.validTo(e);
      if (snapshot.edgeKind(e) == EdgeKind.MEMBER_OF
          && !snapshot.isLeftOut(e)
          && (end == null || end.isAfter(snapshot.asOf()))) {
        above.computeIfAbsent(snapshot.from(e), _ -> new ArrayList<>()).add(snapshot.to(e));
        if (snapshot.kind(snapshot.from(e)) == NodeKind.ACCOUNT && !occupied.get(snapshot.to(e))) {
          occupied.set(snapshot.to(e));
          queue.add(snapshot.to(e));
        }
      }
    }
    while (!queue.isEmpty()) {
      for (int group : above.getOrDefault(queue.remove(), List.of())) {
        if (!occupied.get(group)) {
          occupied.set(group);
          queue.add(group);
        }
      }
    }
    Set<String> known = new HashSet<>();
    occupied.stream().forEach(group -> known.add(source(snapshot.node(group))));
    Walk walk = Walk.forward(snapshot);
    List<Finding> findings = new ArrayList<>();
    snapshot
        .nodes(NodeKind.GROUP)
        .filter(group -> !occupied.get(group) && known.contains(source(snapshot.node(group))))
        .filter(group ->
            above.getOrDefault(group, List.of()).stream()
                .noneMatch(outer -> outer != group && !occupied.get(outer)))
        .forEach(group -> add(snapshot, walk.from(group), group, findings));
    return List.copyOf(findings);
  }

  private static String source(Node group) {
    return Objects.requireNonNullElse(group.source(), "");
  }

  private static void add(GraphSnapshot snapshot, Walk walk, int group, List<Finding> findings) {
    AccessPath path = Highlight.path(snapshot, walk, group);
    if (path.hops().isEmpty()) {
      return;
    }
    Node node = snapshot.node(group);
    boolean jewel = Highlight.of(snapshot, walk, i -> snapshot.crownJewel(i)).isPresent();
    findings.add(
        RULE.finding(
            node,
            "",
            jewel ? Severity.LOW : Severity.INFO,
            "The group %s%s has no member, and whoever is put into it reaches %s."
                .formatted(node.name(), Wording.in(snapshot, node.source()), path.last().name()),
            List.of(path),
            0));
  }
}
