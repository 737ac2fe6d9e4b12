package dev.firebreak.analytics.groups;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Finds groups that are members of each other, directly or through other groups: one finding for
/// each largest set of such groups, on the one with the smallest key. Who is in one is in all.
public final class GroupCycles {

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.GROUP_CYCLE,
          "group-cycle",
          "Groups that contain each other",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.5.15");
  private static final int NAMED = 4;

  private final GraphSnapshot snapshot;
  private final Walk forward;
  private final Walk backward;
  private final IntPredicate nests;

  private GroupCycles(GraphSnapshot snapshot, Walks walks) {
    this.snapshot = snapshot;
    this.forward = walks.forward();
    this.backward = walks.backward();
    this.nests =
        e ->
            snapshot.edgeKind(e) == EdgeKind.MEMBER_OF
                && snapshot.kind(snapshot.from(e)) == NodeKind.GROUP;
  }

  /// All findings, in the order of the groups' indexes.
  public static List<Finding> find(GraphSnapshot snapshot) {
    GroupCycles cycles = new GroupCycles(snapshot, Walks.of(snapshot));
    Found found = Found.all();
    cycles.sets(cycles.core()).forEach(set -> cycles.add(set, found));
    return found.list();
  }

  /// The sets of groups that contain each other, each by rising key; a group that contains itself
  /// is a set of one.
  public static List<List<Integer>> sets(GraphSnapshot snapshot) {
    GroupCycles cycles = new GroupCycles(snapshot, Walks.of(snapshot));
    return cycles.sets(cycles.core());
  }

  /// The sets that some groups are in, and what is found of them.
  public static List<List<Integer>> judge(
      GraphSnapshot snapshot, BitSet groups, Walks walks, Found found) {
    GroupCycles cycles = new GroupCycles(snapshot, walks);
    List<List<Integer>> sets = cycles.sets((BitSet) groups.clone());
    sets.forEach(set -> cycles.add(set, found));
    return sets;
  }

  private void add(List<Integer> set, Found found) {
    found.add(RULE.key(snapshot.key(set.getFirst()), ""), () -> finding(set));
  }

  private List<List<Integer>> sets(BitSet left) {
    List<List<Integer>> sets = new ArrayList<>();
    for (int group = left.nextSetBit(0); group >= 0; group = left.nextSetBit(group + 1)) {
      forward.from(group, nests);
      backward.from(group, nests);
      List<Integer> set =
          forward
              .nodes()
              .filter(backward::found)
              .boxed()
              .sorted(Comparator.comparing(i -> snapshot.key(i)))
              .toList();
      if (set.size() > 1 || containsItself(group)) {
        sets.add(set);
      }
      set.forEach(left::clear);
    }
    return sets;
  }

  /// The groups that are left when groups within no group are taken away again and again: all
  /// cycles, and what lies between two of them or is a member of one.
  private BitSet core() {
    int[] above = new int[snapshot.nodeCount()];
    BitSet core = new BitSet();
    Deque<Integer> outermost = new ArrayDeque<>();
    snapshot
        .nodes(NodeKind.GROUP)
        .forEach(group -> {
          core.set(group);
          snapshot.forEachOut(group, e -> above[group] += nests.test(e) ? 1 : 0);
          if (above[group] == 0) {
            outermost.add(group);
          }
        });
    while (!outermost.isEmpty()) {
      int group = outermost.remove();
      core.clear(group);
      snapshot.forEachIn(
          group,
          e -> {
            if (nests.test(e) && --above[snapshot.from(e)] == 0) {
              outermost.add(snapshot.from(e));
            }
          });
    }
    return core;
  }

  private boolean containsItself(int group) {
    boolean[] found = {false};
    snapshot.forEachOut(group, e -> found[0] |= nests.test(e) && snapshot.to(e) == group);
    return found[0];
  }

  private Finding finding(List<Integer> set) {
    int subject = set.getFirst();
    List<String> names = set.stream().map(i -> snapshot.name(i)).toList();
    String story =
        set.size() == 1
            ? "The group %s contains itself.".formatted(names.getFirst())
            : "The groups %s contain each other, so whoever is in one of them is in %s."
                .formatted(listed(names), set.size() == 2 ? "both" : "all " + set.size());
    AccessPath circle = AccessPath.along(snapshot, "Circle", "nested", subject, circle(subject));
    backward.from(subject);
    int affected =
        (int) backward.nodes().filter(i -> snapshot.kind(i) == NodeKind.IDENTITY).count();
    return RULE.finding(snapshot.node(subject), "", Severity.LOW, story, List.of(circle), affected);
  }

  private static String listed(List<String> names) {
    return names.size() > NAMED
        ? names.stream().limit(NAMED - 1L).collect(Collectors.joining(", "))
            + " and "
            + (names.size() - NAMED + 1)
            + " more"
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  /// The fewest edges from a group back to itself.
  private List<Integer> circle(int group) {
    List<List<Integer>> circles = new ArrayList<>();
    snapshot.forEachOut(
        group,
        e -> {
          if (nests.test(e)) {
            forward.from(snapshot.to(e), nests);
            if (forward.found(group)) {
              List<Integer> edges = new ArrayList<>(List.of(e));
              edges.addAll(forward.edges(group));
              circles.add(edges);
            }
          }
        });
    return circles.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
  }
}
