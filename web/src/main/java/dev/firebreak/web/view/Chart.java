package dev.firebreak.web.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Lines for the charts that the server draws.
public final class Chart {

  private static final double LEFT = 46;
  private static final double RIGHT = 628;
  private static final double TOP = 16;
  private static final double BOTTOM = 154;

  private Chart() {}

  /// A point of a line chart.
  public record Dot(String x, String y) {}

  /// A horizontal rule with its value.
  public record Level(String y, String textY, long value) {}

  /// A line over a view box of 640 by 176, its axis cut below the smallest value.
  ///
  /// @param points the `points` of a polyline
  public record Line(String points, List<Dot> dots, List<Level> levels) {}

  /// The line through values in their order, oldest first. At least one is needed.
  public static Line line(List<Long> values) {
    long least = Collections.min(values);
    long most = Collections.max(values);
    long step = step(Math.max(1, most - least));
    long floor = Math.floorDiv(least, step) * step;
    long ceiling = Math.max(floor + step, -Math.floorDiv(-most, step) * step);
    List<Dot> dots = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double share = values.size() == 1 ? 1 : (double) i / (values.size() - 1);
      dots.add(
          new Dot(one(LEFT + share * (RIGHT - LEFT)), one(height(values.get(i), floor, ceiling))));
    }
    List<Level> levels = new ArrayList<>();
    for (long value = floor; value <= ceiling; value += step) {
      double y = height(value, floor, ceiling);
      levels.add(new Level(one(y), one(y + 4), value));
    }
    return new Line(
        dots.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining(" ")),
        List.copyOf(dots),
        List.copyOf(levels));
  }

  /// The `points` of a small line without axis, over a view box of 48 by 18.
  public static String spark(List<? extends Number> values) {
    if (values.isEmpty()) {
      return "";
    }
    long least = values.stream().mapToLong(Number::longValue).min().orElse(0);
    long most = values.stream().mapToLong(Number::longValue).max().orElse(0);
    List<String> points = new ArrayList<>();
    if (values.size() == 1) {
      return "0,16 48,16";
    }
    for (int i = 0; i < values.size(); i++) {
      double x = 48.0 * i / (values.size() - 1);
      double share =
          most == least ? 0 : (double) (values.get(i).longValue() - least) / (most - least);
      points.add(one(x) + "," + one(16 - 14 * share));
    }
    return String.join(" ", points);
  }

  private static double height(long value, long floor, long ceiling) {
    return BOTTOM - (BOTTOM - TOP) * (value - floor) / (ceiling - floor);
  }

  /// A round step that gives three to five levels.
  private static long step(long range) {
    long step = 1;
    while (range / step > 4) {
      step =
          Long.toString(step).startsWith("1")
              ? step * 2
              : Long.toString(step).startsWith("2") ? step / 2 * 5 : step * 2;
    }
    return step;
  }

  private static String one(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
