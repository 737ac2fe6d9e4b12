package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A resource as it was read just before a send, as far as that is still known.
///
/// @param digest of the values of the touched attribute
/// @param count how many values it had
/// @param version null where the source has none that can be relied on
/// @param lastModified null where the source does not say
/// @param live all of it; null after a restart, when only the evidence tells of it
record Before(
    String digest,
    int count,
    @Nullable String version,
    @Nullable String lastModified,
    @Nullable Live live) {

  static Before of(PlannedChange change, Live live) {
    SortedSet<String> values = change.valuesIn(live.resource());
    return new Before(
        Precondition.digest(change.attribute(), values),
        values.size(),
        live.version(),
        live.lastModified(),
        live);
  }

  /// What the evidence kept. Records of earlier versions name the version only as what was sent.
  static Before of(RunEvidence.Intent intent) {
    JsonNode image = intent.preImage();
    JsonNode lastModified = image == null ? null : image.get(IntentForm.LAST_MODIFIED);
    return new Before(
        image == null ? "" : image.path("digest").asString(""),
        image == null ? 0 : image.path("count").asInt(0),
        intent.version() == null ? intent.ifMatch() : intent.version(),
        lastModified == null || lastModified.isNull() ? null : lastModified.asString(),
        null);
  }

  /// Whether a later reading proves that nobody has changed the resource since: not we, and not
  /// anybody else and back again. Versions that are made from the content come back with it; the
  /// time of the last change does not.
  boolean isProvenBy(Live now) {
    return version != null
        && version.equals(now.version())
        && Objects.equals(lastModified, now.lastModified());
  }

  /// Whether the touched attribute has the values that it had.
  boolean hasValuesOf(PlannedChange change, Live now) {
    return Precondition.digest(change.attribute(), change.valuesIn(now.resource())).equals(digest);
  }
}
