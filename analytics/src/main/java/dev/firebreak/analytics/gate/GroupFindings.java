package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.groups.DuplicateGroups;
import dev.firebreak.analytics.groups.EmptyGroups;
import dev.firebreak.analytics.groups.GroupCycles;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How groups are kept, of a snapshot and of changes of it.
final class GroupFindings {

  private final GraphSnapshot snapshot;
  private final List<BitSet> circles;
  private final DuplicateGroups duplicates;
  private final Set<String> known = new HashSet<>();

  GroupFindings(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
    this.circles = GroupCycles.sets(snapshot).stream().map(GroupFindings::bits).toList();
    this.duplicates = DuplicateGroups.of(snapshot);
    EmptyGroups empty = EmptyGroups.of(snapshot, Walk.forward(snapshot));
    snapshot
        .nodes(NodeKind.GROUP)
        .mapToObj(group -> source(snapshot, group))
        .distinct()
        .filter(empty::isKnown)
        .forEach(known::add);
  }

  private static BitSet bits(List<Integer> nodes) {
    BitSet all = new BitSet();
    nodes.forEach(all::set);
    return all;
  }

  private static String source(GraphSnapshot snapshot, int group) {
    String source = snapshot.source(group);
    return source == null ? "" : source;
  }

  void judge(Footprint change, Walks walks, Concerned concerned) {
    if (change.touches(EdgeKind.MEMBER_OF)) {
      BitSet nested = nested(change);
      List<List<Integer>> sets =
          GroupCycles.judge(change.after(), nested, walks, concerned.found());
      sets.forEach(set -> set.forEach(nested::set));
      concerned.judged(FindingKind.GROUP_CYCLE, nested);
      duplicates(change, nested, sets, walks, concerned);
    } else if (change.touches(EdgeKind.HOLDS) || !change.supposed().switched().isEmpty()) {
      duplicates(change, new BitSet(), List.of(), walks, concerned);
    }
    empty(change, walks, concerned);
  }

  /// The groups whose circle may be another.
  private BitSet nested(Footprint change) {
    BitSet groups =
        change.of(
            NodeKind.GROUP,
            Footprint.union(change.starts(EdgeKind.MEMBER_OF), change.ends(EdgeKind.MEMBER_OF)));
    for (BitSet circle : circles) {
      if (circle.intersects(groups)) {
        groups.or(circle);
      }
    }
    return groups;
  }

  private void duplicates(
      Footprint change,
      BitSet nested,
      List<List<Integer>> circlesNow,
      Walks walks,
      Concerned concerned) {
    BitSet within =
        change.following(
            change.ends(EdgeKind.MEMBER_OF),
            (in, e) -> in.isReach(e) && in.edgeKind(e) == EdgeKind.MEMBER_OF);
    BitSet changed = Footprint.union(within, change.of(NodeKind.GROUP, change.leading()), nested);
    concerned.judged(
        FindingKind.DUPLICATE_GROUP,
        duplicates.judge(
            change.after(),
            changed,
            circlesOf(changed, nested, circlesNow),
            walks,
            concerned.found()));
  }

  /// The circles in which changed groups lie: those that stay, and those that were looked for.
  private List<List<Integer>> circlesOf(
      BitSet changed, BitSet nested, List<List<Integer>> circlesNow) {
    return java.util.stream.Stream.concat(
            circlesNow.stream(),
            circles.stream()
                .filter(circle -> circle.intersects(changed) && !circle.intersects(nested))
                .map(circle ->
                    circle.stream()
                        .boxed()
                        .sorted(java.util.Comparator.comparing(i -> snapshot.key(i)))
                        .toList()))
        .toList();
  }

  private void empty(Footprint change, Walks walks, Concerned concerned) {
    EmptyGroups now = EmptyGroups.of(change.after(), walks.forward());
    EmptyGroups were = EmptyGroups.of(snapshot, walks.forward());
    BitSet outer =
        change.following(
            change.ends(EdgeKind.MEMBER_OF), (in, e) -> (in == snapshot ? were : now).lasts(e));
    BitSet groups =
        change.of(
            NodeKind.GROUP,
            Footprint.union(
                outer,
                members(outer, change, now),
                change.starts(EdgeKind.MEMBER_OF),
                change.leading()));
    Set<String> sources = new HashSet<>();
    groups.stream().forEach(group -> sources.add(source(snapshot, group)));
    sources.removeIf(source -> known.contains(source) == now.isKnown(source));
    snapshot
        .nodes(NodeKind.GROUP)
        .filter(group -> !sources.isEmpty() && sources.contains(source(snapshot, group)))
        .forEach(groups::set);
    now.judge(concerned.judged(FindingKind.EMPTY_GROUP, groups).stream(), concerned.found());
  }

  /// The groups that are directly in some others: whether they are told depends on those.
  private BitSet members(BitSet outer, Footprint change, EmptyGroups now) {
    BitSet all = new BitSet();
    GraphSnapshot after = change.after();
    outer.stream()
        .flatMap(group -> IntStream.range(after.firstIn(group), after.endIn(group)))
        .map(after::in)
        .filter(e -> after.kind(after.from(e)) == NodeKind.GROUP && now.lasts(e))
        .forEach(e -> all.set(after.from(e)));
    return all;
  }
}
