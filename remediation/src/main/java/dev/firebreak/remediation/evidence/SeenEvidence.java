package dev.firebreak.remediation.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a resource showed after a change: right then, and at later looks.
public sealed interface SeenEvidence extends RunEvidence {

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
      implements SeenEvidence {
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
  /// @param routedTo who is to end it, where something takes and something gives in turn; null
  ///   where nothing does, and in records from before it was told
  record Rechecked(
      String runId,
      String actionId,
      String source,
      String resourceType,
      String resourceId,
      Standing standing,
      @Nullable Cause cause,
      List<String> missing,
      String detail,
      @Nullable String routedTo)
      implements SeenEvidence {
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
}
