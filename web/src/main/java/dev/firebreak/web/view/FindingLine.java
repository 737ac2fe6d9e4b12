package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One finding in a list.
///
/// @param rule the rule of the policy, or the kind of the risk in words
/// @param acceptedUntil the first instant at which an accepted one counts again; null for others
public record FindingLine(
    String id,
    Severity severity,
    NodeRef subject,
    String story,
    String rule,
    FindingKind kind,
    int affected,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    State state,
    @Nullable Instant acceptedUntil,
    @Nullable String assignee) {

  static FindingLine of(GraphSnapshot snapshot, FindingSummary finding) {
    return new FindingLine(
        finding.id(),
        finding.severity(),
        NodeRef.of(snapshot, finding.key().subject(), finding.subjectKind(), finding.subjectName()),
        finding.story(),
        finding.key().kind() == FindingKind.TOXIC
            ? finding.key().rule()
            : capital(finding.key().kind().word()),
        finding.key().kind(),
        finding.affected(),
        finding.openedAt(),
        finding.resolvedAt(),
        finding.state(),
        finding.state() == State.ACCEPTED && finding.acceptance() != null
            ? finding.acceptance().until()
            : null,
        finding.assignee());
  }

  /// A word at the beginning of a line.
  static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
