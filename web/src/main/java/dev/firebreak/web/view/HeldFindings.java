package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.score.IdentityScore;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The open findings that blame a group or resource for what its holders can do, each with the node
/// of a snapshot that it blames: so that who holds it is told without a look at its key. Takes 8
/// bytes for each of them.
final class HeldFindings {

  /// @param version of the table whose open findings these are
  /// @param rows places among them
  /// @param subjects the nodes that they blame
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Found(long version, int[] rows, int[] subjects) {}

  private final GraphSnapshot snapshot;
  private volatile @Nullable Found last;

  HeldFindings(GraphSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// The places among the open findings of a table of those whose subject somebody reaches,
  /// ascending.
  IntStream reached(FindingTable table, BlastRadius radius) {
    Found found = of(table);
    return IntStream.range(0, found.rows().length)
        .filter(i -> radius.reaches(found.subjects()[i]))
        .map(i -> found.rows()[i]);
  }

  private Found of(FindingTable table) {
    Found found = last;
    if (found == null || found.version() != table.version()) {
      found = find(table);
      last = found;
    }
    return found;
  }

  private Found find(FindingTable table) {
    List<FindingSummary> open = table.open();
    int[] subjects = open.stream().mapToInt(this::subject).toArray();
    int[] rows = IntStream.range(0, subjects.length).filter(row -> subjects[row] >= 0).toArray();
    return new Found(table.version(), rows, IntStream.of(rows).map(row -> subjects[row]).toArray());
  }

  /// The node that a finding blames; -1 where its holders are not what matters.
  private int subject(FindingSummary finding) {
    if (!IdentityScore.concernsHolders(finding.key().kind())) {
      return -1;
    }
    int subject = snapshot.find(finding.key().subject()).orElse(-1);
    return subject >= 0 && snapshot.kind(subject) == NodeKind.IDENTITY ? -1 : subject;
  }
}
