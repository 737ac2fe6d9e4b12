package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.resource.ScimResource;
import org.jspecify.annotations.Nullable;

/// Reads one resource again, from its source into the graph, so that the graph and not our word
/// says what came of a change.
@FunctionalInterface
public interface Reharvest {

  /// Reads the resource and brings the graph up to date with it.
  Observation refresh(NodeKey resource);

  /// What was seen.
  ///
  /// @param seen the resource as it was read, null if its source no longer has it
  /// @param version its version, null where its source has none that can be relied on
  record Observation(@Nullable ScimResource seen, @Nullable String version) {}
}
