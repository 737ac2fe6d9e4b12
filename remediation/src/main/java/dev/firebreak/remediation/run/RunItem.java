package dev.firebreak.remediation.run;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.TaskEvidence;
import dev.firebreak.remediation.plan.ScimWrite;
import org.jspecify.annotations.Nullable;

/// One action of a run: a planned change and what became of it.
///
/// @param changeId the planned change
/// @param sentence the change as an instruction
/// @param source the id of the source that is changed
/// @param detail one sentence on the outcome; empty before there is one
/// @param sentAs the HTTP method, or `BY HAND`; null as long as nothing was sent
/// @param guard what kept it off somebody's later decision, null as long as nothing was sent
/// @param status the HTTP status of the answer, null without one
/// @param tookMillis from the send to the outcome, null before there is one
/// @param intentSeq the number of the last intent, or of the task, in the evidence
/// @param outcomeSeq the number of the outcome in the evidence
/// @param outcomeHash the hash of the outcome in the evidence
/// @param observationSeq the number of the observation that the graph was refreshed with
public record RunItem(
    String changeId,
    String sentence,
    String source,
    ItemState state,
    String detail,
    @Nullable String sentAs,
    @Nullable String guard,
    @Nullable Integer status,
    @Nullable Long tookMillis,
    @Nullable Long intentSeq,
    @Nullable Long outcomeSeq,
    @Nullable String outcomeHash,
    @Nullable Long observationSeq) {

  /// How the detail of an outcome begins that may be somebody else's doing.
  public static final String UNCONFIRMED = "Attribution unconfirmed: ";

  static RunItem queued(String changeId, String sentence, String source) {
    return new RunItem(
        changeId,
        sentence,
        source,
        ItemState.QUEUED,
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /// Whether the outcome is known to be ours: an answer came, and the read-back agreed with it.
  public boolean isConfirmed() {
    return state == ItemState.VERIFIED && !detail.startsWith(UNCONFIRMED);
  }

  RunItem with(RunEvidence.Intent intent, Link link) {
    return new RunItem(
        changeId,
        sentence,
        source,
        ItemState.SENDING,
        "Sent to %s; its answer is waited for since %s.".formatted(source, Wording.time(link.at())),
        intent.method(),
        intent.guard(),
        status,
        tookMillis,
        link.seq(),
        outcomeSeq,
        outcomeHash,
        observationSeq);
  }

  RunItem with(TaskEvidence.ManualTaskOpened task, Link link) {
    return new RunItem(
        changeId,
        sentence,
        source,
        ItemState.WAITING,
        task.reason(),
        ScimWrite.Manual.BY_HAND,
        guard,
        status,
        tookMillis,
        link.seq(),
        outcomeSeq,
        outcomeHash,
        observationSeq);
  }

  RunItem with(TaskEvidence.ManualTaskDone done) {
    return told(
        ItemState.STATED_DONE,
        "%s stated that it was done at %s (%s). The source does not show it yet."
            .formatted(done.by(), done.doneAt(), done.reference()));
  }

  RunItem with(TaskEvidence.ManualTaskWithdrawn withdrawn) {
    return told(
        ItemState.WITHDRAWN, "Withdrawn by %s: %s".formatted(withdrawn.by(), withdrawn.reason()));
  }

  RunItem with(RunEvidence.TakenForLater taken) {
    return told(
        ItemState.READING_BACK,
        "The source took it to make it later. It is waited for until %s.".formatted(taken.until()));
  }

  RunItem told(ItemState now, String words) {
    return new RunItem(
        changeId,
        sentence,
        source,
        now,
        words,
        sentAs,
        guard,
        status,
        tookMillis,
        intentSeq,
        outcomeSeq,
        outcomeHash,
        observationSeq);
  }

  RunItem with(RunEvidence.Outcome outcome, Link link) {
    return new RunItem(
        changeId,
        sentence,
        source,
        ItemState.of(outcome.state()),
        outcome.detail(),
        sentAs,
        guard,
        outcome.status(),
        outcome.tookMillis(),
        intentSeq,
        link.seq(),
        link.hash(),
        observationSeq);
  }

  RunItem observed(Link link) {
    return new RunItem(
        changeId,
        sentence,
        source,
        state,
        detail,
        sentAs,
        guard,
        status,
        tookMillis,
        intentSeq,
        outcomeSeq,
        outcomeHash,
        link.seq());
  }
}
