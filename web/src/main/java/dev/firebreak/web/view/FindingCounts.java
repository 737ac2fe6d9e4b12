package dev.firebreak.web.view;

import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.web.view.FindingQuery.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a query finds, and how many it would find were one part of it left out: of each value of
/// each part, in one pass over all findings.
final class FindingCounts {

  private final Map<Part, Map<String, Integer>> counts = new EnumMap<>(Part.class);
  private final Map<String, String> ruleNames = new HashMap<>();
  private final List<FindingSummary> page = new ArrayList<>();
  private int total;

  private FindingCounts() {
    for (Part part : Part.values()) {
      counts.put(part, new HashMap<>());
    }
  }

  /// @param from how many of the matching ones come before the page
  /// @param size how many the page has at most
  static FindingCounts of(
      FindingTable table, FindingQuery query, Instant now, long from, int size) {
    FindingCounts found = new FindingCounts();
    table.in(query.sort()).forEach(finding -> found.look(finding, query, now, from, size));
    return found;
  }

  private void look(FindingSummary finding, FindingQuery query, Instant now, long from, int size) {
    ruleNames.putIfAbsent(finding.key().rule(), finding.ruleName());
    Part failed = null;
    for (Part part : Part.values()) {
      if (!query.passes(part, finding, now)) {
        if (failed != null) {
          return;
        }
        failed = part;
      }
    }
    if (!query.mentions(finding)) {
      return;
    }
    count(failed, finding, now);
    if (failed == null) {
      if (total >= from && page.size() < size) {
        page.add(finding);
      }
      total++;
    }
  }

  private void count(@Nullable Part only, FindingSummary finding, Instant now) {
    for (Part part : Part.values()) {
      if (only == null || only == part) {
        Map<String, Integer> own = counts.getOrDefault(part, Map.of());
        switch (part) {
          case STATE -> own.merge(finding.state().name(), 1, Integer::sum);
          case KIND -> own.merge(finding.key().kind().name(), 1, Integer::sum);
          case SEVERITY -> own.merge(finding.severity().name(), 1, Integer::sum);
          case SOURCE ->
              finding.proof().sources().forEach(source -> own.merge(source, 1, Integer::sum));
          case RULE -> own.merge(finding.key().rule(), 1, Integer::sum);
          case ASSIGNEE -> own.merge(FindingQuery.assignee(finding), 1, Integer::sum);
          case AGE -> own.merge(FindingAge.of(finding.openedAt(), now).name(), 1, Integer::sum);
        }
      }
    }
  }

  /// How many the query finds.
  int total() {
    return total;
  }

  /// The page that was asked for.
  List<FindingSummary> page() {
    return page;
  }

  /// How many it would find of each value of a part, by the value's name in an address.
  Map<String, Integer> of(Part part) {
    return counts.getOrDefault(part, Map.of());
  }

  /// What rules are called, by their ids.
  Map<String, String> ruleNames() {
    return ruleNames;
  }
}
