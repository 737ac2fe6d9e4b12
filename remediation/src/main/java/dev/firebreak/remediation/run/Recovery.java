package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Evidence.Outcome;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.Sources;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Settles what a crash left open. An intent without an outcome may or may not have been sent: the
/// resource is read, and what it shows decides. Nothing is ever sent here.
final class Recovery {

  private final EvidenceLog evidence;
  private final LiveReader reader;
  private final Observer observer;

  Recovery(EvidenceLog evidence, Sources sources, Observer observer) {
    this.evidence = evidence;
    this.reader = new LiveReader(sources);
    this.observer = observer;
  }

  /// Gives every open action of a run its outcome.
  void settle(Journal journal) {
    for (PlannedChange change : journal.run().plan().changes()) {
      ItemState state = journal.run().item(change.id()).state();
      if (state.isSettled() || state.isTask()) {
        continue;
      }
      Optional<Evidence.Intent> intent = lastIntent(journal.run().id(), change);
      if (intent.isEmpty()) {
        journal.append(
            outcome(
                journal,
                change,
                Outcome.State.CANCELLED,
                "The run was interrupted before this was sent.",
                null));
      } else {
        journal.append(judge(journal, change, intent.get()));
        observer.observe(journal, change);
      }
    }
  }

  private Optional<Evidence.Intent> lastIntent(String runId, PlannedChange change) {
    List<Evidence.Intent> intents =
        evidence.entries(runId).stream()
            .filter(entry -> entry.type().equals("INTENT"))
            .map(entry -> (Evidence.Intent) entry.evidence())
            .filter(intent -> intent.actionId().equals(change.id()))
            .toList();
    return intents.isEmpty() ? Optional.empty() : Optional.of(intents.getLast());
  }

  private Evidence judge(Journal journal, PlannedChange change, Evidence.Intent intent) {
    return switch (reader.read(change)) {
      case Reading.Shown(var live) -> {
        SortedSet<String> now = change.valuesIn(live.resource());
        String version = live.version();
        if (change.isDone(now)) {
          yield outcome(
              journal,
              change,
              Outcome.State.VERIFIED,
              RunItem.UNCONFIRMED
                  + "the run was interrupted after its intent, and the source shows the change.",
              version);
        }
        boolean untouched =
            Precondition.digest(change.attribute(), now).equals(digest(intent))
                && (intent.ifMatch() == null || intent.ifMatch().equals(version));
        yield untouched
            ? outcome(
                journal,
                change,
                Outcome.State.UNKNOWN,
                "The run was interrupted after its intent. The source does not show the change; it"
                    + " was not sent again. Plan again if it is still wanted.",
                version)
            : outcome(
                journal,
                change,
                Outcome.State.CONFLICT,
                "The run was interrupted after its intent, and somebody changed %s since. Look at %s and plan again if it is still wanted."
                    .formatted(change.attribute(), change.resource()),
                version);
      }
      case Reading.Gone _ when change.takesResource() ->
          outcome(
              journal,
              change,
              Outcome.State.VERIFIED,
              RunItem.UNCONFIRMED
                  + "the run was interrupted after its intent, and the source shows the change.",
              null);
      case Reading.Gone _ ->
          outcome(
              journal,
              change,
              Outcome.State.CONFLICT,
              "The run was interrupted after its intent, and the resource no longer exists.",
              null);
      case Reading.Unauthorized(var detail) -> unreadable(journal, change, detail);
      case Reading.Unanswered(var detail) -> unreadable(journal, change, detail);
    };
  }

  private static Evidence unreadable(Journal journal, PlannedChange change, String detail) {
    return outcome(
        journal,
        change,
        Outcome.State.UNKNOWN,
        "The run was interrupted after its intent, and %s cannot be read (%s). Look at it."
            .formatted(change.resource(), detail),
        null);
  }

  private static String digest(Evidence.Intent intent) {
    return intent.preImage() == null ? "" : intent.preImage().path("digest").asString("");
  }

  private static Evidence outcome(
      Journal journal,
      PlannedChange change,
      Outcome.State state,
      String detail,
      @Nullable String version) {
    return new Outcome(journal.run().id(), change.id(), state, null, version, detail, 0);
  }
}
