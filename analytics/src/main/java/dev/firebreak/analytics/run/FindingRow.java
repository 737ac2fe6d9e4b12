package dev.firebreak.analytics.run;

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
    @Nullable String mitigation) {

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
                  case UPCOMING -> Standing.State.UPCOMING;
                },
                holdsFrom == null ? null : holdsFrom.toInstant(),
                holdsUntil == null ? null : holdsUntil.toInstant(),
                StoredJson.mitigation(mitigation)));
    return new StoredFinding(
        finding,
        stored,
        openedAt.toInstant(),
        resolvedAt == null ? null : resolvedAt.toInstant(),
        lastRun);
  }
}
