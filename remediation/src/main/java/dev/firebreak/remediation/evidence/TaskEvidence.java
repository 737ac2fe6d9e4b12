package dev.firebreak.remediation.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What happened to a change that people make.
public sealed interface TaskEvidence extends RunEvidence {

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
      implements TaskEvidence {
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
      implements TaskEvidence, ByPerson {
    public ManualTaskDone {
      Required.text("runId", runId, "actionId", actionId, "by", by, "reference", reference);
    }
  }

  /// A person took a task back: nobody is to make the change any more. Its action ends CANCELLED
  /// right after.
  ///
  /// @param reason why, for an auditor
  record ManualTaskWithdrawn(String runId, String actionId, String by, String reason)
      implements TaskEvidence, ByPerson {
    public ManualTaskWithdrawn {
      Required.text("runId", runId, "actionId", actionId, "by", by, "reason", reason);
    }
  }
}
