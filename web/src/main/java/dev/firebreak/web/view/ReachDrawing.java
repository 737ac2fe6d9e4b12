package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.view.ReachPicture.Count;
import dev.firebreak.web.view.ReachPicture.Kind;
import dev.firebreak.web.view.ReachPicture.Link;
import dev.firebreak.web.view.ReachPicture.Mark;
import dev.firebreak.web.view.ReachPicture.Ring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lays a [ReachTree] out on rings, the same way every time. Above a hundred nodes the smallest
/// branches of each node are folded into a count.
final class ReachDrawing {

  private static final int MOST_DRAWN = 100;
  private static final int JEWELS_NAMED = 10;
  private static final double OUTER = 190;

  private record Folded(List<Integer> drawn, int hidden) {}

  private final ReachTree tree;
  private final GraphSnapshot snapshot;
  private final SourceNames names;
  private final Set<Integer> hot;
  private final List<Integer> contributors;
  private final List<Integer> jewels;
  private final Set<Integer> kept = new HashSet<>();
  private final Set<Integer> named = new HashSet<>();
  private final Map<Integer, Folded> branches = new HashMap<>();
  private final Map<Integer, Double> angles = new HashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Count> counts = new ArrayList<>();
  private final ReachLabels labels = new ReachLabels(OUTER);
  private String shade = "";

  private ReachDrawing(
      ReachTree tree, SourceNames names, Set<Integer> hot, List<Integer> contributors) {
    this.tree = tree;
    this.snapshot = tree.snapshot();
    this.names = names;
    this.hot = hot;
    this.contributors = contributors;
    this.jewels =
        tree.nodes().stream()
            .filter(node -> snapshot.crownJewel(node))
            .sorted(
                Comparator.<Integer>comparingInt(node -> -snapshot.sensitivity(node))
                    .thenComparingInt(tree::hops)
                    .thenComparing(node -> snapshot.key(node)))
            .limit(JEWELS_NAMED)
            .toList();
    Stream.of(contributors, jewels, tree.nodes().stream().filter(hot::contains).toList())
        .flatMap(List::stream)
        .forEach(node -> {
          for (int at = node; at != tree.root() && kept.add(at); ) {
            at = tree.parentOf(at);
          }
        });
  }

  /// Draws a tree.
  ///
  /// @param hot the nodes on the paths of open findings
  /// @param contributors the nodes that give most of the reach; the wedge of the first is shaded
  static ReachPicture draw(
      ReachTree tree, SourceNames names, Set<Integer> hot, List<Integer> contributors) {
    return new ReachDrawing(tree, names, hot, contributors).draw();
  }

  private ReachPicture draw() {
    int most = 17;
    int drawn;
    do {
      most--;
      branches.clear();
      drawn = fold(tree.root(), most);
    } while (drawn > MOST_DRAWN && most > 1);
    place(tree.root(), -Math.PI / 2, 2 * Math.PI);
    List<Ring> rings = rings();
    List<ReachLabels.Wanted> wanted = wanted();
    reserve(rings);
    outline(tree.root());
    return new ReachPicture(
        shade,
        rings,
        links,
        marks,
        labels.place(wanted),
        counts,
        legend(),
        drawn,
        tree.nodes().size(),
        !jewels.isEmpty());
  }

  private int fold(int node, int most) {
    List<Integer> children =
        tree.children(node).stream()
            .sorted(
                Comparator.<Integer>comparingInt(child -> kept.contains(child) ? 0 : 1)
                    .thenComparingInt(child -> -tree.resources(child))
                    .thenComparing(child -> snapshot.key(child)))
            .toList();
    int must = (int) children.stream().filter(kept::contains).count();
    int limit = Math.max(must, node == tree.root() ? Math.max(most, 12) : most);
    List<Integer> drawn = children.size() <= limit ? children : children.subList(0, limit);
    int hidden =
        children.stream()
            .skip(drawn.size())
            .mapToInt(child -> Math.max(1, tree.resources(child)))
            .sum();
    branches.put(node, new Folded(drawn, hidden));
    return drawn.size() + drawn.stream().mapToInt(child -> fold(child, most)).sum();
  }

  /// How many leaves the branch of a node has; the count of what is folded is one.
  private int leaves(int node) {
    Folded branch = branch(node);
    int below =
        branch.drawn().stream().mapToInt(this::leaves).sum() + (branch.hidden() > 0 ? 1 : 0);
    return Math.max(1, below);
  }

  private void place(int node, double from, double width) {
    angles.put(node, node == tree.root() ? 0 : from + width / 2);
    if (!contributors.isEmpty() && node == contributors.getFirst()) {
      shade = wedge(from, width);
    }
    double unit = width / leaves(node);
    double at = from;
    for (int child : branch(node).drawn()) {
      double share = unit * leaves(child);
      place(child, at, share);
      at += share;
    }
  }

  private void outline(int node) {
    Folded branch = branch(node);
    for (int child : branch.drawn()) {
      boolean isHot = hot.contains(child) && (node == tree.root() || hot.contains(node));
      links.add(new Link(curve(node, child), isHot));
      NodeRef ref = NodeRef.of(snapshot, child);
      marks.add(new Mark(ref, shape(ref.kind(), x(child), y(child)), named.contains(child)));
      outline(child);
    }
    if (branch.hidden() > 0) {
      count(node, branch);
    }
  }

  private void count(int node, Folded branch) {
    double last = branch.drawn().isEmpty() ? angle(node) : angle(branch.drawn().getLast());
    double radius = radius(Math.min(tree.hops(node) + 1, tree.maxHops()));
    double turn = last + 14 / radius;
    double cx = ReachPicture.CENTRE_X + radius * Math.cos(turn);
    double cy = ReachPicture.CENTRE_Y + radius * Math.sin(turn) + 3.5;
    labels.keepOff(cx - 15, cy - 11, cx + 15, cy + 3);
    counts.add(new Count(one(cx), one(cy), branch.hidden()));
  }

  /// Keeps names off the nodes and the numbers of the rings.
  private void reserve(List<Ring> rings) {
    for (int node : angles.keySet()) {
      labels.keepOff(x(node) - 6, y(node) - 6, x(node) + 6, y(node) + 6);
    }
    labels.keepOff(
        ReachPicture.CENTRE_X - 13,
        ReachPicture.CENTRE_Y - 13,
        ReachPicture.CENTRE_X + 13,
        ReachPicture.CENTRE_Y + 13);
    for (Ring ring : rings) {
      double x = Double.parseDouble(ring.labelX());
      double y = Double.parseDouble(ring.labelY());
      labels.keepOff(x - 5, y - 10, x + 5, y + 1);
    }
  }

  /// The names that are wanted, the most needed first: crown jewels and the largest contributors
  /// must be there, sources and the paths of findings where there is room.
  private List<ReachLabels.Wanted> wanted() {
    Set<Integer> order = new LinkedHashSet<>(jewels);
    order.addAll(contributors);
    tree.children(tree.root()).forEach(order::add);
    tree.nodes().stream().filter(hot::contains).forEach(order::add);
    List<ReachLabels.Wanted> wanted = new ArrayList<>();
    for (int node : order) {
      if (angles.containsKey(node)) {
        boolean must = jewels.contains(node) || contributors.contains(node);
        if (must) {
          named.add(node);
        }
        wanted.add(
            new ReachLabels.Wanted(
                NodeRef.of(snapshot, node),
                text(node),
                x(node),
                y(node),
                must,
                snapshot.crownJewel(node) ? "halo strong crown" : must ? "halo strong" : "halo"));
      }
    }
    return wanted;
  }

  private String text(int node) {
    NodeRef ref = NodeRef.of(snapshot, node);
    @Nullable String source = snapshot.source(node);
    boolean first = tree.hops(node) == 1 && !contributors.contains(node);
    String name = first && source != null ? names.of(source) : ref.name();
    return labels.fitting(name);
  }

  private List<Kind> legend() {
    Map<NodeKind, Integer> reached = new EnumMap<>(NodeKind.class);
    tree.nodes().forEach(node -> reached.merge(snapshot.kind(node), 1, Integer::sum));
    return reached.entrySet().stream()
        .map(each -> new Kind(NodeRef.kind(each.getKey()), each.getValue()))
        .toList();
  }

  private List<Ring> rings() {
    List<Ring> rings = new ArrayList<>();
    for (int hop = 1; hop <= tree.maxHops(); hop++) {
      double radius = radius(hop);
      double turn = -2.3;
      rings.add(
          new Ring(
              one(radius),
              one(ReachPicture.CENTRE_X + radius * Math.cos(turn)),
              one(ReachPicture.CENTRE_Y + radius * Math.sin(turn) - 3),
              hop));
    }
    return rings;
  }

  private String curve(int from, int to) {
    if (tree.hops(from) == 0) {
      return "M%d %dL%s %s"
          .formatted(ReachPicture.CENTRE_X, ReachPicture.CENTRE_Y, one(x(to)), one(y(to)));
    }
    double middle = (radius(tree.hops(from)) + radius(tree.hops(to))) / 2;
    return "M%s %sC%s %s %s %s %s %s"
        .formatted(
            one(x(from)),
            one(y(from)),
            one(ReachPicture.CENTRE_X + middle * Math.cos(angle(from))),
            one(ReachPicture.CENTRE_Y + middle * Math.sin(angle(from))),
            one(ReachPicture.CENTRE_X + middle * Math.cos(angle(to))),
            one(ReachPicture.CENTRE_Y + middle * Math.sin(angle(to))),
            one(x(to)),
            one(y(to)));
  }

  private String wedge(double from, double width) {
    double radius = OUTER + 6;
    return "M%d %dL%s %sA%s %s 0 %d 1 %s %sz"
        .formatted(
            ReachPicture.CENTRE_X,
            ReachPicture.CENTRE_Y,
            one(ReachPicture.CENTRE_X + radius * Math.cos(from)),
            one(ReachPicture.CENTRE_Y + radius * Math.sin(from)),
            one(radius),
            one(radius),
            width > Math.PI ? 1 : 0,
            one(ReachPicture.CENTRE_X + radius * Math.cos(from + width)),
            one(ReachPicture.CENTRE_Y + radius * Math.sin(from + width)));
  }

  private static String shape(NodeKind kind, double x, double y) {
    return switch (kind) {
      case IDENTITY -> "M%s %sa5 5 0 1 0 10 0a5 5 0 1 0 -10 0z".formatted(one(x - 5), one(y));
      case ACCOUNT, SOURCE -> "M%s %sh15.4v11.2h-15.4z".formatted(one(x - 7.7), one(y - 5.6));
      case GROUP -> "M%s %sl6.1 3.5v7l-6.1 3.5l-6.1 -3.5v-7z".formatted(one(x), one(y - 7));
      case ENTITLEMENT -> "M%s %sl4.2 4.2l-4.2 4.2l-4.2 -4.2z".formatted(one(x), one(y - 4.2));
      case CONTAINER ->
          "M%s %sh12.6v12.6h-12.6zM%s %sh6.4v6.4h-6.4z"
              .formatted(one(x - 6.3), one(y - 6.3), one(x - 3.2), one(y - 3.2));
      case PRIVILEGED_ACCOUNT ->
          "M%s %sh7.8l4.8 4.5l-4.8 4.5h-7.8z".formatted(one(x - 6), one(y - 4.5));
    };
  }

  private Folded branch(int node) {
    return branches.getOrDefault(node, new Folded(List.of(), 0));
  }

  private double angle(int node) {
    return angles.getOrDefault(node, 0.0);
  }

  private double radius(int hops) {
    return hops == 0
        ? 0
        : 44 + (OUTER - 44) * (tree.maxHops() == 1 ? 0.5 : (hops - 1.0) / (tree.maxHops() - 1));
  }

  private double x(int node) {
    return ReachPicture.CENTRE_X + radius(tree.hops(node)) * Math.cos(angle(node));
  }

  private double y(int node) {
    return ReachPicture.CENTRE_Y + radius(tree.hops(node)) * Math.sin(angle(node));
  }

  private static String one(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
