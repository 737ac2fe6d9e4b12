package dev.firebreak.remediation.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One link's worth of what happened. The components of a record are the members of the stored
/// body, by name; absent ones are stored as null. Nothing here may carry a secret: [EvidenceLog]
/// refuses bodies whose attribute names say that they do.
public sealed interface Evidence {
  /// The actor of what Firebreak does by itself.
  String ENGINE = "firebreak";

  /// Who acted: the person, or [#ENGINE].
  default String actor() {
    return ENGINE;
  }

  /// What somebody did who is named in it.
  sealed interface Attributed extends Evidence {
    /// A person, or [Evidence#ENGINE].
    String by();

    @Override
    default String actor() {
      return by();
    }
  }

  /// What only the engine in charge may write, see [EpochBegun].
  sealed interface Fenced extends Evidence {
    /// The epoch of the engine that writes it; null of one that holds no lease.
    @Nullable Long epoch();
  }

  /// An engine took charge of all changes: it holds the lease that only one can hold. Each one that
  /// takes it has a higher epoch than the one before; from here on, what an engine of a lower epoch
  /// intends is refused ([StaleEpoch]).
  ///
  /// @param epoch above 0
  /// @param holder the engine, as people find it: host and process
  record EpochBegun(Long epoch, String holder) implements Fenced {
    public EpochBegun {
      Required.text("holder", holder);
    }
  }

  /// A plan was frozen: from here on only this content, known by its hash, can be approved.
  ///
  /// @param planHash [CanonicalJson#sha256] of the plan
  /// @param by who proposed it; [#ENGINE] for a policy
  /// @param body the plan as it was hashed
  record PlanFrozen(String runId, String planHash, String by, JsonNode body) implements Attributed {
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
      implements Evidence {
    public FindingShown {
      Required.text("runId", runId, "planHash", planHash, "findingId", findingId);
      slice = Required.orNull(slice);
    }
  }

  /// A person approved exactly the plan with this hash.
  ///
  /// @param note what the approver wrote, if anything
  /// @param needed how many distinct persons must approve it by the rules of that moment; null in
  ///   records from before that was asked, when one was enough
  record Approval(
      String runId, String planHash, String by, @Nullable String note, @Nullable Integer needed)
      implements Attributed {
    public Approval {
      Required.text("runId", runId, "planHash", planHash, "by", by);
    }

    /// The approval of a plan for which one is enough.
    public Approval(String runId, String planHash, String by, @Nullable String note) {
      this(runId, planHash, by, note, null);
    }
  }

  /// The one run of an approved plan began. Appended before its first request.
  record RunStarted(String runId, String planHash, String by) implements Attributed {
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
      implements Fenced {
    public Intent {
      Required.text("runId", runId, "actionId", actionId, "planHash", planHash, "source", source);
      Required.text("resourceType", resourceType, "resourceId", resourceId);
      Required.text("method", method, "path", path, "guard", guard);
      requestBody = Required.orNull(requestBody);
      preImage = Required.orNull(preImage);
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
      implements Fenced {
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

  /// A change that nothing can be sent for was given to people as a task. Its action ends by an
  /// outcome like any other, once its source shows the change.
  ///
  /// @param steps what to do, one sentence each
  /// @param reason why it is not sent
  /// @param preImage the part of the resource that the change touches, as last read; null where the
  ///   source cannot be read
  record ManualTaskOpened(
      String runId,
      String actionId,
      String planHash,
      String source,
      String resourceType,
      String resourceId,
      List<String> steps,
      String reason,
      @Nullable JsonNode preImage)
      implements Evidence {
    public ManualTaskOpened {
      Required.text("runId", runId, "actionId", actionId, "planHash", planHash, "source", source);
      Required.text("resourceType", resourceType, "resourceId", resourceId, "reason", reason);
      steps = List.copyOf(steps);
      preImage = Required.orNull(preImage);
    }
  }

  /// A person said that a task is done. A word, not a proof: the outcome is by what its source
  /// shows.
  ///
  /// @param by who said so
  /// @param doneAt when it was done, by their word
  /// @param reference where it is written down, such as the number of a ticket
  record ManualTaskDone(String runId, String actionId, String by, Instant doneAt, String reference)
      implements Attributed {
    public ManualTaskDone {
      Required.text("runId", runId, "actionId", actionId, "by", by, "reference", reference);
    }
  }

  /// What a read-back of one resource showed.
  ///
  /// @param present the facts that the resource shows, of those that the action is about
  /// @param absent those that it does not show
  /// @param version the version that was read, null where the source has none
  /// @param held what the attribute held besides; null where the resource is gone, and in records
  ///   from before it was kept
  record Observation(
      String runId,
      String actionId,
      String source,
      String resourceType,
      String resourceId,
      List<String> present,
      List<String> absent,
      @Nullable String version,
      @Nullable Held held)
      implements Evidence {
    public Observation {
      Required.text("runId", runId, "actionId", actionId, "source", source);
      Required.text("resourceType", resourceType, "resourceId", resourceId);
      present = List.copyOf(present);
      absent = List.copyOf(absent);
    }
  }

  /// What an attribute held when it was read, so that a later look can tell what else went.
  ///
  /// @param digest of its values, see [dev.firebreak.remediation.plan.Precondition#digest]
  /// @param values the values in order; null where there are more than [#MOST]
  record Held(String digest, int count, @Nullable List<String> values) {
    /// Of an attribute with more values only the digest is kept.
    public static final int MOST = 100;

    public Held {
      Required.text("digest", digest);
      values = values == null ? null : List.copyOf(values);
    }
  }

  /// A change that had been verified was looked at again.
  ///
  /// @param cause why the access is back; null where it is not
  /// @param missing values that were there after the change and are not any more, as far as they
  ///   are known and no change of ours took them
  /// @param detail one sentence for a person
  record Rechecked(
      String runId,
      String actionId,
      String source,
      String resourceType,
      String resourceId,
      Standing standing,
      @Nullable Cause cause,
      List<String> missing,
      String detail)
      implements Evidence {
    public Rechecked {
      Required.text("runId", runId, "actionId", actionId, "source", source);
      Required.text("resourceType", resourceType, "resourceId", resourceId, "detail", detail);
      missing = List.copyOf(missing);
      if ((standing == Standing.BACK) != (cause != null)) {
        throw new IllegalArgumentException("access that is back has a cause, and no other");
      }
    }

    /// How a verified change stands now.
    public enum Standing {
      /// What was taken is gone, and nothing else went that was to stay.
      HOLDS,
      /// What was taken is there again.
      BACK,
      /// What was taken is gone, and more has gone since.
      LESS,
      /// The resource itself is gone.
      GONE,
      /// The resource could not be read.
      UNREADABLE
    }

    /// Why access is back, as far as can be told.
    public enum Cause {
      /// A later change of ours gave it back.
      OUR_UNDO,
      /// Something writes it again by itself, such as a synchronisation.
      SOURCE_PUSH,
      /// Somebody changed it in the source; nothing that writes it by itself is known.
      LOCAL_CHANGE
    }
  }

  /// A person stands behind the text of a policy that acts without one.
  ///
  /// @param policyHash [CanonicalJson#sha256] of the text
  /// @param note why it is right
  /// @param body the text as it was hashed
  record PolicyApproved(String policyId, String policyHash, String by, String note, JsonNode body)
      implements Attributed {
    public PolicyApproved {
      Required.text("policyId", policyId, "policyHash", policyHash, "by", by, "note", note);
    }
  }

  /// A person stopped a policy: nobody stands behind this text any more.
  record PolicyWithdrawn(String policyId, String policyHash, String by, String reason)
      implements Attributed {
    public PolicyWithdrawn {
      Required.text("policyId", policyId, "policyHash", policyHash, "by", by, "reason", reason);
    }
  }

  /// A policy has acted, or found nothing that it may do.
  ///
  /// @param runs the runs that it proposed, in order
  /// @param concerned how many findings it is about
  /// @param detail one sentence
  record PolicyActed(
      String policyId, String policyHash, List<String> runs, int concerned, String detail)
      implements Evidence {
    public PolicyActed {
      Required.text("policyId", policyId, "policyHash", policyHash, "detail", detail);
      runs = List.copyOf(runs);
    }
  }

  /// Somebody stopped all of remediation: nothing is sent until it is resumed.
  record RemediationPaused(String by, String reason) implements Attributed {
    public RemediationPaused {
      Required.text("by", by, "reason", reason);
    }
  }

  /// Somebody let remediation go on. Appended before anything is sent again.
  record RemediationResumed(String by, String reason) implements Attributed {
    public RemediationResumed {
      Required.text("by", by, "reason", reason);
    }
  }

  /// A finding was decided on.
  ///
  /// @param by an analyst, a reviewer or a policy
  /// @param until the end of a [Choice#KEEP_UNTIL] or of an acceptance, null where it has none
  record Decision(
      String findingId, Choice verdict, String by, String reason, @Nullable Instant until)
      implements Attributed {
    public Decision {
      Required.text("findingId", findingId, "by", by, "reason", reason);
      if (verdict == Choice.KEEP_UNTIL && until == null) {
        throw new IllegalArgumentException("A decision to keep until a date needs the date.");
      }
    }

    /// What is to become of the access.
    public enum Choice {
      REVOKE,
      REDUCE,
      KEEP_UNTIL,
      ACCEPT
    }
  }

  /// Somebody took back that a finding was accepted. Appended before it counts again.
  record AcceptanceWithdrawn(String findingId, String by, String reason) implements Attributed {
    public AcceptanceWithdrawn {
      Required.text("findingId", findingId, "by", by, "reason", reason);
    }
  }

  /// Somebody said who is to work on a finding.
  ///
  /// @param assignee null for nobody
  record FindingAssigned(String findingId, @Nullable String assignee, String by)
      implements Attributed {
    public FindingAssigned {
      Required.text("findingId", findingId, "by", by);
    }
  }

  /// Somebody said something of a finding.
  record FindingCommented(String findingId, String by, String text) implements Attributed {
    public FindingCommented {
      Required.text("findingId", findingId, "by", by, "text", text);
    }
  }

  /// Somebody believes a harvest that was in quarantine because too much was missing. Appended
  /// before what is missing goes from the graph.
  ///
  /// @param source the id of the source
  /// @param harvest names the harvest
  record DropAccepted(String source, String harvest, String by) implements Attributed {
    public DropAccepted {
      Required.text("source", source, "harvest", harvest, "by", by);
    }
  }

  /// Somebody decided by hand whose an account is. Appended before the graph says so.
  ///
  /// @param account the key of the account
  /// @param identity the key of the identity it is given to; null says that it is nobody's
  record AccountLinked(String account, @Nullable String identity, String by, String reason)
      implements Attributed {
    public AccountLinked {
      Required.text("account", account, "by", by, "reason", reason);
    }
  }

  /// Somebody took back what was decided by hand of an account; the correlation rules decide again.
  /// Appended before they do.
  ///
  /// @param account the key of the account
  record LinkWithdrawn(String account, String by, String reason) implements Attributed {
    public LinkWithdrawn {
      Required.text("account", account, "by", by, "reason", reason);
    }
  }

  /// Rules for toxic combinations were saved: analyses go by them from here on. Appended before
  /// they are in use.
  ///
  /// @param ruleset the id of the ruleset
  /// @param version what it says its version is
  /// @param digest the SHA-256 of the text
  /// @param instead the SHA-256 of the text that was in use; null for a new ruleset
  /// @param text the whole ruleset, as it was saved
  record RulesetSaved(
      String ruleset,
      int version,
      String digest,
      @Nullable String instead,
      String by,
      String reason,
      String text)
      implements Attributed {
    public RulesetSaved {
      Required.text("ruleset", ruleset, "digest", digest, "by", by, "reason", reason, "text", text);
    }
  }

  /// What had been saved of a ruleset was taken back: what ships or the configuration names counts
  /// again, or nothing where there is no such.
  ///
  /// @param digest the SHA-256 of the text that was in use
  record RulesetWithdrawn(String ruleset, String digest, String by, String reason)
      implements Attributed {
    public RulesetWithdrawn {
      Required.text("ruleset", ruleset, "digest", digest, "by", by, "reason", reason);
    }
  }

  /// A probe changes the one resource that an operator named for it, or restores it. Appended
  /// before the change is sent, without an outcome, and once more with it.
  ///
  /// @param source the source that is probed
  /// @param requestBody of the PATCH
  /// @param ifMatch the version sent as `If-Match` (RFC 7644 §3.14), null without one
  /// @param what it is for, in words
  /// @param by who named the resource
  /// @param outcome what came of it, in words; null before it is sent
  record ProbeWrite(
      String source,
      String resourceType,
      String resourceId,
      JsonNode requestBody,
      @Nullable String ifMatch,
      String what,
      String by,
      @Nullable String outcome)
      implements Attributed {
    public ProbeWrite {
      Required.text("source", source, "resourceType", resourceType, "resourceId", resourceId);
      Required.text("what", what, "by", by);
    }
  }

  /// A person signed in or out.
  ///
  /// @param what the event, in words
  record SignIn(String user, String what) implements Evidence {
    public SignIn {
      Required.text("user", user, "what", what);
    }

    @Override
    public String actor() {
      return user;
    }
  }

  /// From here on a key signs the checkpoints of this log. Signed by itself and, but for the first,
  /// by the one before it.
  ///
  /// @param key the new key, as `name+id+key`; the name is that of the log
  /// @param previous the key before it, null for the first
  /// @param signature by the new key, in base64
  /// @param previousSignature by the key before it, in base64; null for the first
  record KeyAdopted(
      String key,
      @Nullable String previous,
      String signature,
      @Nullable String previousSignature,
      String by)
      implements Attributed {
    public KeyAdopted {
      Required.text("key", key, "signature", signature, "by", by);
    }
  }

  /// A crash had left an unfinished line at the end of the log; it was cut off. Its append had
  /// never returned, so nothing was done on its word.
  ///
  /// @param bytes how many were cut
  record TornTail(long bytes) implements Evidence {}
}
