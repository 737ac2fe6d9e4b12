package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.graph.schema.NodeKind;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `Finding` node as read.
///
/// @param state how it stands at the time that was asked for
record FindingRow(
    String kind,
    String rule,
    String ruleName,
    int ruleVersion,
    String severity,
    String subject,
    String detail,
    String subjectKind,
    String subjectName,
    String story,
    String because,
    int affected,
    List<String> frameworks,
    String state,
    ZonedDateTime openedAt,
    @Nullable ZonedDateTime resolvedAt,
    String lastRun,
    @Nullable ZonedDateTime holdsFrom,
    @Nullable ZonedDateTime holdsUntil,
    @Nullable String mitigation,
    @Nullable ZonedDateTime acceptedUntil,
    @Nullable String acceptedBy,
    @Nullable String acceptedReason,
    @Nullable ZonedDateTime acceptedAt,
    @Nullable String assignee) {

  StoredFinding stored() {
    StoredFinding.State stored = StoredFinding.State.valueOf(state);
    Finding finding =
        new Finding(
            new FindingKey(FindingKind.valueOf(kind), rule, subject, detail),
            ruleName,
            ruleVersion,
            Severity.valueOf(severity),
            NodeKind.valueOf(subjectKind),
            subjectName,
            story,
            StoredJson.paths(because),
            affected,
            frameworks,
            new Standing(
                switch (stored) {
                  case OPEN, RESOLVED -> Standing.State.OPEN;
                  case MITIGATED -> Standing.State.MITIGATED;
                  case ACCEPTED -> Standing.State.ACCEPTED;
                  case UPCOMING -> Standing.State.UPCOMING;
                },
                holdsFrom == null ? null : holdsFrom.toInstant(),
                holdsUntil == null ? null : holdsUntil.toInstant(),
                StoredJson.mitigation(mitigation),
                acceptance(acceptedUntil, acceptedBy, acceptedReason, acceptedAt)));
    return new StoredFinding(
        finding,
        stored,
        openedAt.toInstant(),
        resolvedAt == null ? null : resolvedAt.toInstant(),
        lastRun,
        assignee);
  }

  /// What was accepted, if anything.
  static @Nullable Acceptance acceptance(
      @Nullable ZonedDateTime until,
      @Nullable String by,
      @Nullable String reason,
      @Nullable ZonedDateTime at) {
    return until == null || by == null || reason == null || at == null
        ? null
        : new Acceptance(until.toInstant(), by, reason, at.toInstant());
  }
}
