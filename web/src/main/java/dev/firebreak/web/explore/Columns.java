package dev.firebreak.web.explore;

import dev.firebreak.web.explore.Drawn.Branch;
import dev.firebreak.web.explore.Drawn.Fold;
import dev.firebreak.web.explore.Wanted.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where what is drawn stands: a column is one hop, read from left to right as access is walked,
/// the node in the middle at the origin. A column that would be too high goes on beside itself.
final class Columns {

  /// The farthest and the least that a hop is, in units of a picture that is not scaled.
  static final int WIDEST = 172;

  static final int NARROWEST = 100;

  private static final int WIDTH = 770;
  private static final int ROW = 36;
  private static final int MOST_ROWS = 16;
  private static final int BESIDE = 130;
  private static final int SWEEPS = 8;

  /// Something that stands in a column.
  ///
  /// @param parent the number of what it hangs at; -1 for nothing
  private record Item(int column, int parent) {}

  private final List<Item> items = new ArrayList<>();
  private final SortedMap<Integer, List<Integer>> columns = new TreeMap<>();
  private final Map<Integer, Integer> ofNode = new HashMap<>();
  private final Map<Fold, Integer> ofFold = new HashMap<>();
  private final double[] y;
  private final int[] x;

  Columns(Drawn drawn) {
    Map<Integer, List<Branch>> below = new HashMap<>();
    Map<Integer, List<Fold>> folded = new HashMap<>();
    drawn
        .branches()
        .values()
        .forEach(branch -> {
          if (branch.parent() != branch.node()) {
            below.computeIfAbsent(branch.parent(), _ -> new ArrayList<>()).add(branch);
          }
        });
    drawn
        .folds()
        .forEach(fold -> folded.computeIfAbsent(fold.of(), _ -> new ArrayList<>()).add(fold));
    Branch middle = drawn.branches().values().iterator().next();
    place(middle, -1, below, folded);
    y = new double[items.size()];
    x = new int[items.size()];
    stack();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      columns.values().forEach(this::settle);
    }
    double origin = y[0];
    int from = x[0];
    for (int i = 0; i < y.length; i++) {
      y[i] -= origin;
      x[i] -= from;
    }
  }

  private void place(
      Branch branch,
      int parent,
      Map<Integer, List<Branch>> below,
      Map<Integer, List<Fold>> folded) {
    int number = add(branch.column(), parent);
    ofNode.put(branch.node(), number);
    below
        .getOrDefault(branch.node(), List.of())
        .forEach(child -> place(child, number, below, folded));
    folded
        .getOrDefault(branch.node(), List.of())
        .forEach(fold -> ofFold.put(fold, add(fold.column(), number)));
  }

  private int add(int column, int parent) {
    int number = items.size();
    items.add(new Item(column, parent));
    columns.computeIfAbsent(column, _ -> new ArrayList<>()).add(number);
    return number;
  }

  /// Puts each column where it begins, and its items evenly.
  private void stack() {
    int hop = Math.clamp(WIDTH / columns.size(), NARROWEST, WIDEST);
    int left = 0;
    for (List<Integer> column : columns.values()) {
      int beside = (column.size() + MOST_ROWS - 1) / MOST_ROWS;
      int rows = (column.size() + beside - 1) / beside;
      for (int i = 0; i < column.size(); i++) {
        x[column.get(i)] = left + i / rows * BESIDE;
        y[column.get(i)] = (i % rows - (rows - 1) / 2.0) * ROW;
      }
      left += hop + (beside - 1) * BESIDE;
    }
  }

  /// Moves the items of a column to what they hang at and what hangs at them, in their order and
  /// never nearer than a row: the least squares under that condition.
  private void settle(List<Integer> column) {
    if (column.size() > MOST_ROWS) {
      return;
    }
    double[] sums = new double[items.size()];
    int[] counts = new int[items.size()];
    for (int i = 0; i < items.size(); i++) {
      int parent = items.get(i).parent();
      if (parent >= 0) {
        sums[i] += y[parent];
        counts[i]++;
        sums[parent] += y[i];
        counts[parent]++;
      }
    }
    double[] wanted = new double[column.size()];
    for (int i = 0; i < wanted.length; i++) {
      int item = column.get(i);
      wanted[i] = (counts[item] == 0 ? y[item] : sums[item] / counts[item]) - (double) i * ROW;
    }
    double[] settled = ascending(wanted);
    for (int i = 0; i < settled.length; i++) {
      y[column.get(i)] = settled[i] + (double) i * ROW;
    }
  }

  /// The nearest values that never fall, by pooling neighbours that do.
  private static double[] ascending(double[] values) {
    double[] means = new double[values.length];
    int[] sizes = new int[values.length];
    int pools = 0;
    for (double value : values) {
      means[pools] = value;
      sizes[pools] = 1;
      pools++;
      while (pools > 1 && means[pools - 2] > means[pools - 1]) {
        int size = sizes[pools - 2] + sizes[pools - 1];
        means[pools - 2] =
            (means[pools - 2] * sizes[pools - 2] + means[pools - 1] * sizes[pools - 1]) / size;
        sizes[pools - 2] = size;
        pools--;
      }
    }
    double[] all = new double[values.length];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      Arrays.fill(all, at, at + sizes[pool], means[pool]);
      at += sizes[pool];
    }
    return all;
  }

  /// Where a drawn node stands.
  Point of(int node) {
    return point(ofNode.getOrDefault(node, 0));
  }

  /// Where the count of a fold stands.
  Point of(Fold fold) {
    return point(ofFold.getOrDefault(fold, 0));
  }

  private Point point(int item) {
    return new Point(x[item], (int) Math.round(y[item]));
  }
}
