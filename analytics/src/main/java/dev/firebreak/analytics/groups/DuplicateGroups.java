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
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds groups of one source with the same accounts in them, directly or through other groups, and
/// the same entitlements, as many of either as there are, but at least one. One finding for each
/// set of such groups, on the one with the smallest key. Groups that contain each other are alike
/// by that alone and are told as a circle.
public final class DuplicateGroups {

  static final RiskRule RULE =
      RiskRule.of(
          FindingKind.DUPLICATE_GROUP,
          "duplicate-group",
          "Groups that say the same",
          "NIST AC-2",
          "CSF PR.AA-05",
          "ISO 27001 A.5.18");
  private static final int SHOWN = 4;

  /// Everything by which two groups are compared: a sum of scrambled indexes finds candidates, the
  /// indexes themselves decide.
  private record Likeness(String source, long members, long grants) {}

  private final GraphSnapshot snapshot;
  private final Walk forward;
  private final Walk backward;
  private final Map<Integer, Integer> circle = new HashMap<>();
  private final Map<Integer, Likeness> likeness = new HashMap<>();
  private final Map<Likeness, List<Integer>> alike = new HashMap<>();

  private DuplicateGroups(GraphSnapshot snapshot, Walks walks) {
    this.snapshot = snapshot;
    this.forward = walks.forward();
    this.backward = walks.backward();
  }

  /// All findings, in the order of their subjects' keys.
  public static List<Finding> find(GraphSnapshot snapshot) {
    DuplicateGroups risk = of(snapshot);
    Found found = Found.all();
    risk.tell(risk.alike.values(), found);
    return found.list();
  }

  /// Compares all groups.
  public static DuplicateGroups of(GraphSnapshot snapshot) {
    DuplicateGroups risk = new DuplicateGroups(snapshot, Walks.of(snapshot));
    risk.circles(GroupCycles.sets(snapshot));
    snapshot.nodes(NodeKind.GROUP).forEach(risk::compare);
    return risk;
  }

  private void circles(List<List<Integer>> sets) {
    sets.forEach(set -> set.forEach(group -> circle.put(group, set.getFirst())));
  }

  private void compare(int group) {
    if (circle.getOrDefault(group, group) == group) {
      int[] members = members(group);
      int[] grants = members.length > 0 ? grants(group) : members;
      if (grants.length > 0) {
        String source = Objects.requireNonNullElse(snapshot.source(group), "");
        Likeness like = new Likeness(source, scrambled(members), scrambled(grants));
        likeness.put(group, like);
        alike.computeIfAbsent(like, _ -> new ArrayList<>()).add(group);
      }
    }
  }

  /// Judges groups in a changed snapshot with the same nodes, and those that were or are like them.
  ///
  /// @param changed all groups that may have other members, give something else, or lie in another
  ///   circle
  /// @param circles the circles that any of those lie in then
  /// @return those judged
  public BitSet judge(
      GraphSnapshot after, BitSet changed, List<List<Integer>> circles, Walks walks, Found found) {
    DuplicateGroups now = new DuplicateGroups(after, walks);
    circle.forEach((group, first) -> {
      if (!changed.get(group)) {
        now.circle.put(group, first);
      }
    });
    now.circles(circles);
    changed.stream().forEach(now::compare);
    Set<Likeness> likes = new HashSet<>(now.likeness.values());
    changed.stream().mapToObj(likeness::get).filter(Objects::nonNull).forEach(likes::add);
    BitSet judged = (BitSet) changed.clone();
    List<List<Integer>> candidates = new ArrayList<>();
    for (Likeness like : likes) {
      List<Integer> all = new ArrayList<>(now.alike.getOrDefault(like, List.of()));
      for (int group : alike.getOrDefault(like, List.of())) {
        judged.set(group);
        if (!changed.get(group)) {
          all.add(group);
        }
      }
      candidates.add(all);
    }
    now.tell(candidates, found);
    return judged;
  }

  private void tell(Collection<List<Integer>> candidates, Found found) {
    Map<String, List<Integer>> sets = new TreeMap<>();
    for (List<Integer> groups : candidates) {
      if (groups.size() > 1) {
        groups.stream()
            .collect(
                Collectors.groupingBy(
                    group -> Arrays.toString(members(group)) + Arrays.toString(grants(group))))
            .values()
            .stream()
            .filter(set -> set.size() > 1)
            .map(set ->
                set.stream().sorted(Comparator.comparing(group -> snapshot.key(group))).toList())
            .forEach(set -> sets.put(snapshot.key(set.getFirst()), set));
      }
    }
    sets.forEach((first, set) -> found.add(RULE.key(first, ""), () -> finding(set)));
  }

  private int[] members(int group) {
    return backward
        .from(group, e -> snapshot.edgeKind(e) == EdgeKind.MEMBER_OF)
        .nodes()
        .filter(i -> snapshot.kind(i) == NodeKind.ACCOUNT)
        .sorted()
        .toArray();
  }

  private int[] grants(int group) {
    return forward
        .from(
            group,
            e ->
                snapshot.edgeKind(e) == EdgeKind.MEMBER_OF
                    || snapshot.edgeKind(e) == EdgeKind.HOLDS)
        .nodes()
        .filter(i -> snapshot.kind(i) == NodeKind.ENTITLEMENT)
        .sorted()
        .toArray();
  }

  private static long scrambled(int[] indexes) {
    long sum = indexes.length;
    for (int index : indexes) {
      long x = (index + 1) * 0x9E3779B97F4A7C15L;
      x = (x ^ (x >>> 32)) * 0xD6E8FEB86659FD93L;
      sum += x ^ (x >>> 29);
    }
    return sum;
  }

  private Finding finding(List<Integer> set) {
    int first = set.getFirst();
    Node subject = snapshot.node(first);
    List<String> names = set.stream().map(group -> snapshot.name(group)).toList();
    String others =
        names.size() > SHOWN
            ? names.stream().skip(1).limit(SHOWN - 2L).collect(Collectors.joining(", "))
                + " and "
                + (names.size() - SHOWN + 1)
                + " more"
            : String.join(", ", names.subList(1, names.size()));
    List<AccessPath> because =
        set.stream()
            .limit(SHOWN)
            .map(group -> Highlight.path(snapshot, forward.from(group), group))
            .toList();
    int accounts = members(first).length;
    backward.from(first);
    int affected =
        (int) backward.nodes().filter(i -> snapshot.kind(i) == NodeKind.IDENTITY).count();
    return RULE.finding(
        subject,
        "",
        Severity.INFO,
        "The group %s%s has the same %d %s and gives the same as %s."
            .formatted(
                subject.name(),
                Wording.in(snapshot, subject.source()),
                accounts,
                accounts == 1 ? "account" : "accounts",
                others),
        because,
        affected);
  }
}
