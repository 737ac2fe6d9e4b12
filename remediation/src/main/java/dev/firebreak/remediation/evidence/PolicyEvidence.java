package dev.firebreak.remediation.evidence;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What happened to a policy that acts without a person.
public sealed interface PolicyEvidence extends Evidence {

  /// Which policy.
  String policyId();

  /// What somebody decided who is named in it.
  sealed interface ByPerson extends PolicyEvidence {
    /// The person.
    String by();

    @Override
    default String actor() {
      return by();
    }
  }

  /// A person stands behind the text of a policy that acts without one.
  ///
  /// @param policyHash [CanonicalJson#sha256] of the text
  /// @param note why it is right
  /// @param body the text as it was hashed
  record PolicyApproved(String policyId, String policyHash, String by, String note, JsonNode body)
      implements ByPerson {
    public PolicyApproved {
      Required.text("policyId", policyId, "policyHash", policyHash, "by", by, "note", note);
    }
  }

  /// A person stopped a policy: nobody stands behind this text any more.
  record PolicyWithdrawn(String policyId, String policyHash, String by, String reason)
      implements ByPerson {
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
      implements PolicyEvidence {
    public PolicyActed {
      Required.text("policyId", policyId, "policyHash", policyHash, "detail", detail);
      runs = List.copyOf(runs);
    }
  }
}
