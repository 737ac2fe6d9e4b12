package dev.firebreak.remediation.evidence;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One link's worth of what happened; what belongs to a run or to a policy has files of its own.
/// The components of a record are the members of the stored body, by name; absent ones are stored
/// as null. Nothing here may carry a secret: [EvidenceLog] refuses bodies whose attribute names say
/// that they do.
public sealed interface Evidence
    permits Evidence.Attributed,
        Evidence.EpochBegun,
        Evidence.SignIn,
        Evidence.TornTail,
        RunEvidence,
        PolicyEvidence {
  /// The actor of what Firebreak does by itself.
  String ENGINE = "firebreak";

  /// The names under which records are stored, in order.
  static List<String> types() {
    return Stream.of(EvidenceType.values()).map(Enum::name).toList();
  }

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
  interface Fenced {
    /// The epoch of the engine that writes it; null of one that holds no lease.
    @Nullable Long epoch();
  }

  /// An engine took charge of all changes: it holds the lease that only one can hold. Each one that
  /// takes it has a higher epoch than the one before; from here on, what an engine of a lower epoch
  /// intends is refused ([StaleEpoch]).
  ///
  /// @param epoch above 0
  /// @param holder the engine, as people find it: host and process
  record EpochBegun(Long epoch, String holder) implements Evidence, Fenced {
    public EpochBegun {
      Required.text("holder", holder);
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

  /// Somebody decided who may come in, and what they may do. Appended before it is so.
  ///
  /// @param user the name of whom it is about
  /// @param about the roles, the limits, or the key and its scopes, in words; empty where there is
  ///   nothing to say
  /// @param by who decides; [#ENGINE] at the first start
  record AccessDecided(String user, AccessDecided.Change change, String about, String by)
      implements Attributed {
    public AccessDecided {
      Required.text("user", user, "by", by);
    }

    /// What was decided.
    public enum Change {
      ADDED,
      REMOVED,
      ACTIVATED,
      DEACTIVATED,
      ROLES_GIVEN,
      ROLES_TAKEN,
      LIMITED,
      PASSWORD_RESET,
      PASSWORD_CHANGED,
      KEY_CREATED,
      KEY_REVOKED
    }
  }

  /// Somebody decided who outside is told of events. Appended before they are.
  ///
  /// @param webhook its id
  /// @param host where messages go, without the path
  record WebhookDecided(String webhook, WebhookDecided.Change change, String host, String by)
      implements Attributed {
    public WebhookDecided {
      Required.text("webhook", webhook, "host", host, "by", by);
    }

    /// What was decided.
    public enum Change {
      ADDED,
      CHANGED,
      ROTATED,
      STOPPED,
      RESUMED,
      REMOVED
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
