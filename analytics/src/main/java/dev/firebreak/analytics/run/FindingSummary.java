package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stored finding without its paths: what lists, counts and files of many findings are made of.
/// [FindingStore#read] has the rest.
///
/// @param id the short name
/// @param acceptance what somebody decided, though its time may be over
/// @param proof what its paths rest on
public record FindingSummary(
    String id,
    FindingKey key,
    String ruleName,
    Severity severity,
    NodeKind subjectKind,
    String subjectName,
    String story,
    int affected,
    List<String> frameworks,
    State state,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    @Nullable Acceptance acceptance,
    @Nullable String assignee,
    Proof proof) {

  /// The same once its acceptance has ended: open again.
  public FindingSummary at(Instant now) {
    return state != State.ACCEPTED || acceptance == null || acceptance.holdsAt(now)
        ? this
        : new FindingSummary(
            id,
            key,
            ruleName,
            severity,
            subjectKind,
            subjectName,
            story,
            affected,
            frameworks,
            State.OPEN,
            openedAt,
            resolvedAt,
            acceptance,
            assignee,
            proof);
  }

  /// Whether it is about a node or its proof passes it.
  public boolean touches(String node) {
    return key.subject().equals(node) || proof.passes().contains(node);
  }
}
