package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// How findings stand after something was taken away.
///
/// @param opened those that are open and were not, in no order
/// @param closed those that were open or mitigated and neither hold any more nor are known to begin
///   again, as they were, in no order
/// @param told those that were asked for and still hold: as they are afterwards if their subjects
///   were judged anew, and as they were if not
public record Afterwards(
    List<Finding> opened, List<Finding> closed, Map<FindingKey, Finding> told) {

  public Afterwards {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
    told = Map.copyOf(told);
  }

  /// Of what was judged anew.
  static Afterwards of(GraphSnapshot snapshot, Concerned concerned, Collection<Finding> asked) {
    Map<FindingKey, Finding> now = new HashMap<>();
    concerned.found().list().forEach(finding -> now.put(finding.key(), finding));
    Map<FindingKey, Finding> told = new HashMap<>();
    for (Finding each : asked) {
      FindingKey key = each.key();
      Finding again = now.get(key);
      OptionalInt subject = snapshot.find(key.subject());
      if (again != null) {
        told.put(key, again);
      } else if (subject.isEmpty() || !concerned.isJudged(key, subject.getAsInt())) {
        told.put(key, each);
      }
    }
    return new Afterwards(concerned.opened().toList(), concerned.closed().toList(), told);
  }

  /// Of what all analyses found before and after.
  static Afterwards between(List<Finding> before, List<Finding> after, Set<FindingKey> asked) {
    Set<FindingKey> open =
        before.stream().filter(Finding::open).map(Finding::key).collect(Collectors.toSet());
    Set<FindingKey> there = after.stream().map(Finding::key).collect(Collectors.toSet());
    return new Afterwards(
        after.stream().filter(each -> each.open() && !open.contains(each.key())).toList(),
        before.stream().filter(each -> WhatIf.holds(each) && !there.contains(each.key())).toList(),
        after.stream()
            .filter(each -> asked.contains(each.key()))
            .collect(Collectors.toMap(Finding::key, each -> each)));
  }
}
