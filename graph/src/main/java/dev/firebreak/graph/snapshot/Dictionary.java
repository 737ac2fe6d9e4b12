package dev.firebreak.graph.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The different values of a column, each with a number from 1 on; 0 stands for null.
final class Dictionary<T> {

  private final Map<T, Integer> codes = new HashMap<>();
  private final List<T> values = new ArrayList<>();
  private @Nullable T last;
  private int lastCode;

  /// The number of a value.
  int code(@Nullable T value) {
    if (value == null) {
      return 0;
    }
    if (value.equals(last)) {
      return lastCode;
    }
    Integer known = codes.get(value);
    if (known == null) {
      values.add(value);
      known = values.size();
      codes.put(value, known);
    }
    last = value;
    lastCode = known;
    return known;
  }

  /// The values, the one with the number 1 first.
  List<T> values() {
    return values;
  }
}
