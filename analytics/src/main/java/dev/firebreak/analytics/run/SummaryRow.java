package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.schema.NodeKind;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A `Finding` node as read without its paths.
///
/// @param sources null for one that an earlier release stored; then `because` has its paths
record SummaryRow(
    String id,
    String kind,
    String rule,
    String ruleName,
    String severity,
    String subject,
    String detail,
    String subjectKind,
    String subjectName,
    String story,
    int affected,
    List<String> frameworks,
    String state,
    ZonedDateTime openedAt,
    @Nullable ZonedDateTime resolvedAt,
    @Nullable ZonedDateTime acceptedUntil,
    @Nullable String acceptedBy,
    @Nullable String acceptedReason,
    @Nullable ZonedDateTime acceptedAt,
    @Nullable String assignee,
    @Nullable List<String> sources,
    @Nullable List<String> passes,
    @Nullable List<String> ends,
    @Nullable String because) {

  /// @param same gives equal texts one place in memory
  FindingSummary summary(UnaryOperator<String> same) {
    return new FindingSummary(
        id,
        new FindingKey(FindingKind.valueOf(kind), same.apply(rule), same.apply(subject), detail),
        same.apply(ruleName),
        Severity.valueOf(severity),
        NodeKind.valueOf(subjectKind),
        same.apply(subjectName),
        story,
        affected,
        same(frameworks, same),
        StoredFinding.State.valueOf(state),
        openedAt.toInstant(),
        resolvedAt == null ? null : resolvedAt.toInstant(),
        FindingRow.acceptance(acceptedUntil, acceptedBy, acceptedReason, acceptedAt),
        assignee == null ? null : same.apply(assignee),
        proof(same));
  }

  private Proof proof(UnaryOperator<String> same) {
    Proof proof =
        sources == null || passes == null || ends == null
            ? Proof.of(StoredJson.paths(Objects.requireNonNullElse(because, "[]")))
            : new Proof(sources, passes, ends);
    return new Proof(
        same(proof.sources(), same), same(proof.passes(), same), same(proof.ends(), same));
  }

  private static List<String> same(List<String> texts, UnaryOperator<String> same) {
    return texts.stream().map(same).toList();
  }
}
