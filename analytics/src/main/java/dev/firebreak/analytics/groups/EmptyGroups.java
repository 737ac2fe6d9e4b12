package dev.firebreak.analytics.groups;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
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
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

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

  private final GraphSnapshot snapshot;
  private final Walk walk;
  private final Map<String, Boolean> known = new HashMap<>();

  private EmptyGroups(GraphSnapshot snapshot, Walk walk) {
    this.snapshot = snapshot;
    this.walk = walk;
  }

  /// All findings, in the order of the groups' indexes.
  public static List<Finding> find(GraphSnapshot snapshot) {
    Found found = Found.all();
    of(snapshot, Walk.forward(snapshot)).judge(snapshot.nodes(NodeKind.GROUP), found);
    return found.list();
  }

  /// @param walk forward
  public static EmptyGroups of(GraphSnapshot snapshot, Walk walk) {
    return new EmptyGroups(snapshot, walk);
  }

  /// Judges some groups.
  public void judge(IntStream groups, Found found) {
    groups
        .filter(group -> !isOccupied(group) && isKnown(source(group)))
        .filter(group ->
            IntStream.range(snapshot.firstOut(group), snapshot.endOut(group))
                .filter(this::lasts)
                .map(snapshot::to)
                .allMatch(outer -> outer == group || isOccupied(outer)))
        .forEach(group -> add(group, found));
  }

  /// Whether a membership counts here: it is not over; it may begin later.
  public boolean lasts(int edge) {
    Instant end = snapshot.validTo(edge);
    return snapshot.edgeKind(edge) == EdgeKind.MEMBER_OF
        && !snapshot.isLeftOut(edge)
        && (end == null || end.isAfter(snapshot.asOf()));
  }

  /// Whether the memberships of a source were read: some group of it is not empty.
  public boolean isKnown(String source) {
    return known.computeIfAbsent(
        source,
        of ->
            snapshot
                .nodes(NodeKind.GROUP)
                .anyMatch(group -> source(group).equals(of) && isOccupied(group)));
  }

  /// Whether an account is in it, directly or through other groups.
  private boolean isOccupied(int group) {
    Set<Integer> seen = new HashSet<>(Set.of(group));
    Deque<Integer> queue = new ArrayDeque<>(seen);
    while (!queue.isEmpty()) {
      int next = queue.remove();
      for (int at = snapshot.firstIn(next); at < snapshot.endIn(next); at++) {
        int edge = snapshot.in(at);
        if (lasts(edge)) {
          int member = snapshot.from(edge);
          if (snapshot.kind(member) == NodeKind.ACCOUNT) {
            return true;
          }
          if (seen.add(member)) {
            queue.add(member);
          }
        }
      }
    }
    return false;
  }

  private String source(int group) {
    return Objects.requireNonNullElse(snapshot.source(group), "");
  }

  private void add(int group, Found found) {
    AccessPath path = Highlight.path(snapshot, walk.from(group), group);
    if (!path.hops().isEmpty()) {
      found.add(RULE.key(snapshot.key(group), ""), () -> finding(group, path));
    }
  }

  private Finding finding(int group, AccessPath path) {
    Node node = snapshot.node(group);
    boolean jewel = Highlight.of(snapshot, walk, i -> snapshot.crownJewel(i)).isPresent();
    return RULE.finding(
        node,
        "",
        jewel ? Severity.LOW : Severity.INFO,
        "The group %s%s has no member, and whoever is put into it reaches %s."
            .formatted(node.name(), Wording.in(snapshot, node.source()), path.last().name()),
        List.of(path),
        0);
  }
}
