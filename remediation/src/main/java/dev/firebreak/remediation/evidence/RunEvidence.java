package dev.firebreak.remediation.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What happened to a plan and its one run.
public sealed interface RunEvidence extends Evidence
    permits RunEvidence.ByPerson,
        RunEvidence.FindingShown,
        RunEvidence.Intent,
        RunEvidence.TakenForLater,
        RunEvidence.Outcome,
        TaskEvidence,
        SeenEvidence {

  /// The run, which goes by the name of its plan.
  String runId();

  /// What somebody did who is named in it.
  sealed interface ByPerson extends RunEvidence
      permits PlanFrozen,
          PlanTried,
          PlanWithdrawn,
          Approval,
          RunStarted,
          TaskEvidence.ManualTaskDone,
          TaskEvidence.ManualTaskWithdrawn {
    /// A person, or [Evidence#ENGINE].
    String by();

    @Override
    default String actor() {
      return by();
    }
  }

  /// A plan was frozen: from here on only this content, known by its hash, can be approved.
  ///
  /// @param planHash [CanonicalJson#sha256] of the plan
  /// @param by who proposed it; [Evidence#ENGINE] for a policy
  /// @param body the plan as it was hashed
  record PlanFrozen(String runId, String planHash, String by, JsonNode body) implements ByPerson {
    public PlanFrozen {
      Required.text("runId", runId, "planHash", planHash, "by", by);
    }
  }

  /// What the proposer was shown of a finding when a plan for it was frozen. Appended right after
  /// [PlanFrozen].
  ///
  /// @param findingId the short name of the finding
  /// @param finding the finding with the paths that prove it
  /// @param slice the part of the graph that it rests on, with the rule that finds it there; null
  ///   where none is kept
  /// @param missing why none is kept; null where one is
  record FindingShown(
      String runId,
      String planHash,
      String findingId,
      JsonNode finding,
      @Nullable JsonNode slice,
      @Nullable String missing)
      implements RunEvidence {
    public FindingShown {
      Required.text("runId", runId, "planHash", planHash, "findingId", findingId);
      slice = Required.orNull(slice);
    }
  }

  /// A plan was tried, with nothing sent.
  ///
  /// @param result what the dry run says of each change, see [dev.firebreak.remediation.run.DryRun]
  record PlanTried(String runId, String planHash, String by, JsonNode result) implements ByPerson {
    public PlanTried {
      Required.text("runId", runId, "planHash", planHash, "by", by);
    }
  }

  /// A person took a plan back that waited: it is not carried out any more.
  ///
  /// @param reason why, for an auditor
  record PlanWithdrawn(String runId, String planHash, String by, String reason)
      implements ByPerson {
    public PlanWithdrawn {
      Required.text("runId", runId, "planHash", planHash, "by", by, "reason", reason);
    }
  }

  /// A person approved exactly the plan with this hash.
  ///
  /// @param note what the approver wrote, if anything
  /// @param needed how many distinct persons must approve it by the rules of that moment; null in
  ///   records from before that was asked, when one was enough
  record Approval(
      String runId, String planHash, String by, @Nullable String note, @Nullable Integer needed)
      implements ByPerson {
    public Approval {
      Required.text("runId", runId, "planHash", planHash, "by", by);
    }

    /// The approval of a plan for which one is enough.
    public Approval(String runId, String planHash, String by, @Nullable String note) {
      this(runId, planHash, by, note, null);
    }
  }

  /// The one run of an approved plan began. Appended before its first request.
  record RunStarted(String runId, String planHash, String by) implements ByPerson {
    public RunStarted {
      Required.text("runId", runId, "planHash", planHash, "by", by);
    }
  }

  /// A change is about to be sent. Appended before the first byte leaves.
  ///
  /// @param source the source that is changed
  /// @param method the HTTP method, `PATCH` and the like
  /// @param path the request path below the source's base address
  /// @param requestBody what is sent, null where the request has no body
  /// @param ifMatch the version sent as `If-Match` (RFC 7644 §3.14), null where the source has none
  /// @param guard what keeps this change off somebody's later decision, in words
  /// @param preImage the part of the resource that the change touches, as read just before
  /// @param version the version that was read just before, sent or not; null where the source has
  ///   none that can be relied on
  /// @param attempt which try of this action it is, from 1; null in records of earlier versions
  record Intent(
      String runId,
      String actionId,
      String planHash,
      String source,
      String resourceType,
      String resourceId,
      String method,
      String path,
      @Nullable JsonNode requestBody,
      @Nullable String ifMatch,
      String guard,
      @Nullable JsonNode preImage,
      @Nullable String version,
      @Nullable Integer attempt,
      @Nullable Long epoch)
      implements RunEvidence, Fenced {
    public Intent {
      Required.text("runId", runId, "actionId", actionId, "planHash", planHash, "source", source);
      Required.text("resourceType", resourceType, "resourceId", resourceId);
      Required.text("method", method, "path", path, "guard", guard);
      requestBody = Required.orNull(requestBody);
      preImage = Required.orNull(preImage);
    }
  }

  /// A source took a change to make it later (202). Appended before it is waited for: until then
  /// whoever finds the intent without an outcome does not send it again.
  ///
  /// @param attempt which try of the action it took
  /// @param until how long it is waited for
  record TakenForLater(String runId, String actionId, @Nullable Integer attempt, Instant until)
      implements RunEvidence {
    public TakenForLater {
      Required.text("runId", runId, "actionId", actionId);
    }
  }

  /// How an action ended; there is exactly one for each action.
  ///
  /// @param status the HTTP status of the answer, null where there was none
  /// @param etagAfter the version after the change, null where the source has none
  /// @param detail one sentence for a person
  /// @param tookMillis from the send to this outcome, in milliseconds
  /// @param windowMillis how long somebody else's change would have gone unnoticed: from the look
  ///   to the send, in milliseconds; null where `If-Match` closes that window or nothing was sent
  /// @param lost what else went or changed by it, as it was before, by attribute; null if nothing
  record Outcome(
      String runId,
      String actionId,
      State state,
      @Nullable Integer status,
      @Nullable String etagAfter,
      String detail,
      long tookMillis,
      @Nullable Long windowMillis,
      @Nullable JsonNode lost,
      @Nullable Long epoch)
      implements RunEvidence, Fenced {
    public Outcome {
      Required.text("runId", runId, "actionId", actionId, "detail", detail);
      lost = Required.orNull(lost);
    }

    /// Of an action by which nothing else was lost.
    public Outcome(
        String runId,
        String actionId,
        State state,
        @Nullable Integer status,
        @Nullable String etagAfter,
        String detail,
        long tookMillis) {
      this(runId, actionId, state, status, etagAfter, detail, tookMillis, null, null, null);
    }

    /// The end of an action.
    public enum State {
      /// A read-back showed the wished state.
      VERIFIED,
      /// The wished state was there already; nothing was sent, or the source refused it.
      NOOP,
      /// The resource was changed by somebody else; nothing was forced.
      CONFLICT,
      /// The source refused, or accepted and did not apply.
      FAILED,
      /// Sent, and what became of it could not be read.
      UNKNOWN,
      /// Given up before anything was sent, or when a read-back showed that nothing had come of it.
      CANCELLED
    }
  }
}
