package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is reached, kind by kind and hop by hop, and what the different totals of an identity
/// count.
///
/// @param hops the distances at which there is any resource, nearest first
/// @param rows one for each kind of resource
/// @param sums the sums over the rows, one for each distance
/// @param total all resources
/// @param words what reach, picture and access count, in sentences
public record ReachTable(
    List<Integer> hops, List<Row> rows, List<Integer> sums, int total, String words) {

  /// A kind of resource.
  ///
  /// @param kind in words, plural
  /// @param counts one for each distance of the table
  public record Row(String kind, List<Integer> counts, int total) {}

  static ReachTable of(ReachTree tree) {
    Map<NodeKind, SortedMap<Integer, Integer>> at = new EnumMap<>(NodeKind.class);
    Map<NodeKind, Integer> counts = new EnumMap<>(NodeKind.class);
    SortedSet<Integer> hops = new TreeSet<>();
    for (int node : tree.nodes()) {
      NodeKind kind = tree.snapshot().kind(node);
      counts.merge(kind, 1, Integer::sum);
      if (kind.isResource()) {
        hops.add(tree.hops(node));
        at.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(tree.hops(node), 1, Integer::sum);
      }
    }
    List<Row> rows =
        at.entrySet().stream()
            .map(each ->
                new Row(
                    plural(each.getKey(), 2),
                    hops.stream().map(hop -> each.getValue().getOrDefault(hop, 0)).toList(),
                    counts.getOrDefault(each.getKey(), 0)))
            .toList();
    List<Integer> sums = new ArrayList<>();
    for (int i = 0; i < hops.size(); i++) {
      int column = i;
      sums.add(rows.stream().mapToInt(row -> row.counts().get(column)).sum());
    }
    return new ReachTable(
        List.copyOf(hops),
        rows,
        List.copyOf(sums),
        rows.stream().mapToInt(Row::total).sum(),
        words(counts));
  }

  private static String words(Map<NodeKind, Integer> counts) {
    List<String> resources = new ArrayList<>();
    List<String> onTheWay = new ArrayList<>();
    int reach = 0;
    int all = 0;
    for (var each : counts.entrySet()) {
      String part = "%,d %s".formatted(each.getValue(), plural(each.getKey(), each.getValue()));
      (each.getKey().isResource() ? resources : onTheWay).add(part);
      reach += each.getKey().isResource() ? each.getValue() : 0;
      all += each.getValue();
    }
    int entitlements = counts.getOrDefault(NodeKind.ENTITLEMENT, 0);
    int groups = counts.getOrDefault(NodeKind.GROUP, 0);
    return "Reach counts resources: %s, %,d in all. ".formatted(listed(resources), reach)
        + "With the %s on the way the picture has %,d nodes. ".formatted(listed(onTheWay), all)
        + "Access counts what is held on the way, %,d %s and %,d %s: %,d."
            .formatted(
                entitlements,
                plural(NodeKind.ENTITLEMENT, entitlements),
                groups,
                plural(NodeKind.GROUP, groups),
                entitlements + groups);
  }

  private static String listed(List<String> parts) {
    return switch (parts.size()) {
      case 0 -> "none";
      case 1 -> parts.getFirst();
      default -> String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    };
  }

  private static String plural(NodeKind kind, int count) {
    if (count == 1) {
      return kind.word();
    }
    return kind == NodeKind.IDENTITY ? "identities" : kind.word() + "s";
  }
}
