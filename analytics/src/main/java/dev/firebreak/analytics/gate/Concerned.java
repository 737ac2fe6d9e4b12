package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which subjects were judged anew, and what of them is found: a finding of one of them that is not
/// found again is closed.
final class Concerned {

  private final KnownFindings known;
  private final Found found;
  private final Map<FindingKind, BitSet> subjects = new EnumMap<>(FindingKind.class);
  private final Set<FindingKind> whole = EnumSet.noneOf(FindingKind.class);

  /// @param told the findings of which it is wanted how they are now, though they are known
  Concerned(KnownFindings known, Set<FindingKey> told) {
    this.known = known;
    this.found = Found.besides(key -> known.open().contains(key) && !told.contains(key));
  }

  /// Where risks put what they find.
  Found found() {
    return found;
  }

  /// These nodes are judged.
  BitSet judged(FindingKind kind, BitSet nodes) {
    subjects.computeIfAbsent(kind, _ -> new BitSet()).or(nodes);
    return nodes;
  }

  /// All nodes are judged.
  void all(FindingKind kind) {
    whole.add(kind);
  }

  /// The findings that are open and were not, in the order in which they came.
  Stream<Finding> opened() {
    return found.list().stream()
        .filter(finding -> finding.open() && !known.open().contains(finding.key()));
  }

  /// The findings that hold no longer.
  Stream<Finding> closed() {
    BitSet nodes = new BitSet();
    subjects.values().forEach(nodes::or);
    Stream<Finding> some =
        nodes.stream()
            .boxed()
            .flatMap(node ->
                known.about(node).stream()
                    .filter(finding -> !whole.contains(finding.key().kind()))
                    .filter(finding -> isJudged(finding.key().kind(), node)));
    return Stream.concat(some, whole.stream().flatMap(kind -> known.of(kind).stream()))
        .filter(finding -> !found.has(finding.key()));
  }

  /// Whether a finding that was known was judged anew.
  boolean isJudged(FindingKey key, int subject) {
    return whole.contains(key.kind()) || isJudged(key.kind(), subject);
  }

  private boolean isJudged(FindingKind kind, int node) {
    BitSet judged = subjects.get(kind);
    return judged != null && judged.get(node);
  }
}
