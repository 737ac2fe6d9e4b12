package dev.firebreak.web.view;

import dev.firebreak.analytics.run.FindingSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Which of some findings touch which node: those about it and those whose proof passes it. Takes
/// some 60 bytes for each node that is touched, and 4 for each finding that touches it.
final class FindingsByNode {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] starts;
  private final int[] rows;

  FindingsByNode(List<FindingSummary> findings) {
    int[][] touched = new int[findings.size()][];
    for (int row = 0; row < touched.length; row++) {
      touched[row] = touched(findings.get(row));
    }
    starts = new int[numbers.size() + 1];
    for (int[] nodes : touched) {
      for (int node : nodes) {
        starts[node + 1]++;
      }
    }
    for (int node = 0; node < numbers.size(); node++) {
      starts[node + 1] += starts[node];
    }
    rows = new int[starts[numbers.size()]];
    int[] next = starts.clone();
    for (int row = 0; row < touched.length; row++) {
      for (int node : touched[row]) {
        rows[next[node]++] = row;
      }
    }
  }

  private int[] touched(FindingSummary finding) {
    TreeSet<String> keys = new TreeSet<>(finding.proof().passes());
    keys.add(finding.key().subject());
    return keys.stream()
        .mapToInt(key -> numbers.computeIfAbsent(key, _ -> numbers.size()))
        .toArray();
  }

  /// The places in the list of those that touch a node, ascending.
  IntStream of(String key) {
    Integer node = numbers.get(key);
    return node == null
        ? IntStream.empty()
        : IntStream.range(starts[node], starts[node + 1]).map(i -> rows[i]);
  }
}
