package dev.firebreak.web.view;

import dev.firebreak.web.view.ReachPicture.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds a place for each name of a [ReachPicture]: beside its node where that is free, or else at
/// the left or right edge, with a line to the node. What must be named is never left out.
final class ReachLabels {

  private static final double CAPITAL = 8.2;
  private static final double LETTER = 6.4;
  private static final double LINE = 17;
  private static final double EDGE = 14;

  /// A name that is wanted.
  ///
  /// @param must whether it is put at the edge when there is no room beside the node
  record Wanted(NodeRef node, String text, double x, double y, boolean must, String style) {}

  private final List<double[]> taken = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<Wanted> left = new ArrayList<>();
  private final List<Wanted> right = new ArrayList<>();
  private final double outer;

  /// @param outer the radius of the largest ring
  ReachLabels(double outer) {
    this.outer = outer;
  }

  /// Keeps names off a rectangle.
  void keepOff(double fromX, double fromY, double toX, double toY) {
    taken.add(new double[] {fromX, fromY, toX, toY});
  }

  /// Places the names, the first ones first.
  List<Label> place(List<Wanted> wanted) {
    for (Wanted each : wanted) {
      if (!beside(each) && each.must()) {
        (each.x() < ReachPicture.CENTRE_X ? left : right).add(each);
      }
    }
    edge(left, true);
    edge(right, false);
    return List.copyOf(labels);
  }

  private boolean beside(Wanted each) {
    double width = width(each.text());
    boolean outward = each.x() >= ReachPicture.CENTRE_X;
    return at(each, each.x() + 11, each.y() + 4, "start", width, outward)
        || at(each, each.x() - 11, each.y() + 4, "end", width, !outward)
        || at(each, each.x(), each.y() + 20, "middle", width, true)
        || at(each, each.x(), each.y() - 12, "middle", width, true)
        || at(each, each.x() + 11, each.y() + 4, "start", width, !outward)
        || at(each, each.x() - 11, each.y() + 4, "end", width, outward);
  }

  private boolean at(Wanted each, double x, double y, String anchor, double width, boolean wanted) {
    if (!wanted) {
      return false;
    }
    double from = anchor.equals("start") ? x : anchor.equals("end") ? x - width : x - width / 2;
    double[] box = {from, y - 11, from + width, y + 4};
    boolean inside =
        box[0] > ReachPicture.CENTRE_X - outer - EDGE
            && box[2] < ReachPicture.CENTRE_X + outer + EDGE
            && box[1] > 0
            && box[3] < ReachPicture.HEIGHT;
    if (!inside || taken.stream().anyMatch(other -> overlap(box, other))) {
      return false;
    }
    taken.add(box);
    labels.add(new Label(each.node(), one(x), one(y), anchor, each.style(), "", each.text()));
    return true;
  }

  /// Sets names one below the other, each as near to the height of its node as there is room.
  private void edge(List<Wanted> names, boolean atLeft) {
    names.sort(Comparator.comparingDouble(Wanted::y));
    double[] heights = new double[names.size()];
    double least = LINE;
    for (int i = 0; i < heights.length; i++) {
      heights[i] = Math.max(names.get(i).y() + 4, least);
      least = heights[i] + LINE;
    }
    double most = ReachPicture.HEIGHT - 4;
    for (int i = heights.length - 1; i >= 0; i--) {
      heights[i] = Math.min(heights[i], most);
      most = heights[i] - LINE;
    }
    double x = ReachPicture.CENTRE_X + (atLeft ? -1 : 1) * (outer + EDGE);
    for (int i = 0; i < heights.length; i++) {
      Wanted name = names.get(i);
      labels.add(
          new Label(
              name.node(),
              one(x),
              one(heights[i]),
              atLeft ? "end" : "start",
              name.style(),
              "M%s %sL%s %s"
                  .formatted(
                      one(name.x()),
                      one(name.y()),
                      one(x + (atLeft ? 3 : -3)),
                      one(heights[i] - 4)),
              name.text()));
    }
  }

  /// A name cut to what fits beside the largest ring.
  String fitting(String name) {
    double room = ReachPicture.CENTRE_X - outer - EDGE;
    String cut = name;
    while (width(cut) > room) {
      cut = cut.substring(0, cut.length() - 2) + "…";
    }
    return cut;
  }

  private static double width(String text) {
    return text.chars()
        .mapToDouble(c -> Character.isUpperCase(c) || c == '@' ? CAPITAL : LETTER)
        .sum();
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  private static String one(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
