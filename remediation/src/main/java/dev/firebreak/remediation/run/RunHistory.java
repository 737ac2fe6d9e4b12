package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.RemediationPlan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads runs out of the evidence, which alone decides what was approved, sent and seen.
final class RunHistory {

  private RunHistory() {}

  /// The run with this id, if a plan of that name was ever frozen.
  ///
  /// @throws dev.firebreak.remediation.plan.RemediationRefused ALTERED, if the frozen plan does not
  ///   have its hash
  static Optional<Run> of(EvidenceLog log, String runId) {
    return Optional.ofNullable(fold(log.entries(runId).stream()).get(runId));
  }

  /// Every run, oldest first.
  static Collection<Run> all(EvidenceLog log) {
    try (Stream<Entry> entries = log.read()) {
      return List.copyOf(fold(entries).values());
    }
  }

  private static Map<String, Run> fold(Stream<Entry> entries) {
    Map<String, Run> runs = new LinkedHashMap<>();
    entries.forEach(entry -> {
      String runId = entry.body().path("runId").asString("");
      if (runId.isEmpty()) {
        return;
      }
      if (!(entry.evidence() instanceof RunEvidence evidence)) {
        return;
      }
      Link link = new Link(entry.seq(), entry.hash(), entry.at());
      if (evidence instanceof RunEvidence.PlanFrozen frozen) {
        runs.putIfAbsent(runId, Run.of(RemediationPlan.read(frozen.body(), frozen.planHash())));
      } else {
        runs.computeIfPresent(runId, (_, run) -> run.after(evidence, link));
      }
    });
    return runs;
  }
}
