package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.scim.client.ScimOutcome;

/// What a run changes, one call at a time.
interface Target {

  /// Reads a resource once.
  Reading read(NodeKey resource);

  /// Sends a change once.
  ///
  /// @param live the resource as it was read just before
  ScimOutcome send(PlannedChange change, Live live);
}
