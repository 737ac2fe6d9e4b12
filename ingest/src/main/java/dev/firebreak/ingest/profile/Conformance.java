package dev.firebreak.ingest.profile;

import dev.firebreak.scim.probe.CapabilityProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a source keeps to the standard, as last measured.
///
/// @param now the last profile; null before the first probe
/// @param before the one before it, or null
public record Conformance(@Nullable CapabilityProfile now, @Nullable CapabilityProfile before) {

  /// Of a source that was never probed.
  public static final Conformance UNKNOWN = new Conformance(null, null);

  /// What came out another way in the last probe than in the one before.
  public List<CapabilityProfile.Change> changes() {
    return now == null || before == null ? List.of() : now.changesSince(before);
  }
}
