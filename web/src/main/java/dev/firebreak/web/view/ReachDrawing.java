package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.view.ReachPicture.Label;
import dev.firebreak.web.view.ReachPicture.Link;
import dev.firebreak.web.view.ReachPicture.Mark;
import dev.firebreak.web.view.ReachPicture.Ring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays a [ReachTree] out on rings, the same way every time. Above a hundred nodes the smallest
/// branches of each node are folded into a count.
final class ReachDrawing {

  private static final int MOST_DRAWN = 100;
  private static final double OUTER = 222;

  private record Folded(List<Integer> drawn, int hidden) {}

  private final ReachTree tree;
  private final GraphSnapshot snapshot;
  private final SourceNames names;
  private final Set<Integer> hot;
  private final int shaded;
  private final Map<Integer, Folded> branches = new HashMap<>();
  private final Map<Integer, Double> angles = new HashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<double[]> taken = new ArrayList<>();
  private String shade = "";

  private ReachDrawing(ReachTree tree, SourceNames names, Set<Integer> hot, int shaded) {
    this.tree = tree;
    this.snapshot = tree.snapshot();
    this.names = names;
    this.hot = hot;
    this.shaded = shaded;
  }

  /// Draws a tree.
  ///
  /// @param hot the nodes on the paths of open findings
  /// @param shaded the node whose wedge is shaded, -1 for none
  static ReachPicture draw(ReachTree tree, SourceNames names, Set<Integer> hot, int shaded) {
    return new ReachDrawing(tree, names, hot, shaded).draw();
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
    outline(tree.root());
    reserve(rings);
    name(tree.root());
    return new ReachPicture(shade, rings, links, marks, labels, drawn, tree.nodes().size());
  }

  private int fold(int node, int most) {
    List<Integer> children =
        tree.children(node).stream()
            .sorted(
                Comparator.<Integer>comparingInt(child -> hot.contains(child) ? 0 : 1)
                    .thenComparingInt(child -> -tree.resources(child))
                    .thenComparing(child -> snapshot.node(child).key()))
            .toList();
    int limit = node == tree.root() ? Math.max(most, 12) : most;
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
    if (node == shaded) {
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
      marks.add(
          new Mark(
              ref.tone(), shape(ref.kind(), x(child), y(child)), ref.word() + ": " + ref.name()));
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
    taken.add(new double[] {cx - 14, cy - 10, cx + 14, cy + 2});
    labels.add(
        new Label(
            one(cx), one(cy), "middle", "count-node halo", "entitlement", "+" + branch.hidden()));
  }

  /// Keeps names off the nodes and the numbers of the rings.
  private void reserve(List<Ring> rings) {
    for (int node : angles.keySet()) {
      taken.add(new double[] {x(node) - 6, y(node) - 6, x(node) + 6, y(node) + 6});
    }
    taken.add(new double[] {310 - 13, 238 - 13, 310 + 13, 238 + 13});
    for (Ring ring : rings) {
      double x = Double.parseDouble(ring.labelX());
      double y = Double.parseDouble(ring.labelY());
      taken.add(new double[] {x - 4, y - 9, x + 4, y + 1});
    }
  }

  /// Names the nodes that matter, unless a name would lie on another one.
  private void name(int root) {
    List<Integer> wanted = new ArrayList<>(branch(root).drawn());
    List<Integer> rest =
        angles.keySet().stream()
            .filter(node -> node != root && !wanted.contains(node))
            .filter(node ->
                hot.contains(node)
                    || snapshot.node(node).crownJewel()
                    || node == shaded
                    || tree.resources(node) * 12 > tree.resources(root))
            .sorted(
                Comparator.<Integer>comparingInt(
                        node -> hot.contains(node) || node == shaded ? 0 : 1)
                    .thenComparingInt(node -> snapshot.node(node).crownJewel() ? 0 : 1)
                    .thenComparingInt(node -> -tree.resources(node))
                    .thenComparing(node -> snapshot.node(node).key()))
            .toList();
    rest.forEach(this::label);
    wanted.forEach(this::label);
  }

  private void label(int node) {
    double cos = Math.cos(angle(node));
    double sin = Math.sin(angle(node));
    String text = text(node);
    double width = 6.1 * text.length();
    String anchor = cos > 0.25 ? "start" : cos < -0.25 ? "end" : "middle";
    double x = x(node) + 10 * Math.signum(Math.abs(cos) > 0.25 ? cos : 0);
    double y = y(node) + 4 + (anchor.equals("middle") ? 13 * Math.signum(sin) : 0);
    double left = anchor.equals("start") ? x : anchor.equals("end") ? x - width : x - width / 2;
    double[] box = {left, y - 10, left + width, y + 3};
    boolean fits =
        box[0] > 0 && box[2] < 620 && taken.stream().noneMatch(other -> overlap(box, other));
    if (fits) {
      taken.add(box);
      boolean strong = hot.contains(node) || snapshot.node(node).crownJewel() || node == shaded;
      labels.add(new Label(one(x), one(y), anchor, strong ? "halo strong" : "halo", "", text));
    }
  }

  private String text(int node) {
    NodeRef ref = NodeRef.of(snapshot, node);
    @Nullable String source = snapshot.node(node).source();
    String name = tree.hops(node) == 1 && source != null ? names.of(source) : ref.name();
    return name.length() > 26 ? name.substring(0, 25) + "…" : name;
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

  private static boolean overlap(double[] a, double[] b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  private static String one(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
