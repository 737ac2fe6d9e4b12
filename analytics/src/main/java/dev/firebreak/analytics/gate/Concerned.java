package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.finding.Finding;
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

  Concerned(KnownFindings known) {
    this.known = known;
    this.found = Found.besides(known.open());
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

  private boolean isJudged(FindingKind kind, int node) {
    BitSet judged = subjects.get(kind);
    return judged != null && judged.get(node);
  }
}
