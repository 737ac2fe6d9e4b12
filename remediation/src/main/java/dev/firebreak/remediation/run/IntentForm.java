package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.remediation.write.Sender;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How what is about to be sent is put in words, for the evidence and for the dry run.
final class IntentForm {
  static final String LAST_MODIFIED = "lastModified";

  private IntentForm() {}

  static RunEvidence.Intent of(
      Run run,
      PlannedChange change,
      ScimWrite write,
      Found.Clear found,
      int attempt,
      @Nullable Long epoch) {
    Live live = found.live();
    return new RunEvidence.Intent(
        run.id(),
        change.id(),
        run.plan().hash(),
        change.source(),
        change.resource().type(),
        change.resource().id(),
        write.method(),
        Sender.path(change),
        Sender.evidence(write),
        live.ifMatch(),
        guard(live),
        preImage(change, found),
        live.version(),
        attempt,
        epoch);
  }

  /// What keeps a send off somebody's later decision, in words.
  static String guard(Live live) {
    if (live.guarded()) {
      return "If-Match " + live.version();
    }
    return live.version() == null
        ? "Read again just before the send and compared by digest; the source has no versions, so a"
            + " change in between would not be noticed."
        : "Read again just before the send and compared by version; the source passes over If-Match,"
            + " so a change in between would not be noticed.";
  }

  /// What a change touches, as it was read just before.
  static ObjectNode preImage(PlannedChange change, Found.Clear found) {
    Precondition now = Precondition.of(change, found.live(), found.values());
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    image.put("attribute", now.attribute());
    image.put("digest", now.digest());
    image.put("count", now.count());
    image.set("slice", now.slice());
    image.put(LAST_MODIFIED, found.live().lastModified());
    return image;
  }
}
