package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.scim.client.ScimOutcome;

/// What a run changes, one call at a time.
interface Target {

  /// Reads a resource once.
  Reading read(NodeKey resource);

  /// Reads what a change is about, once; what it makes is searched.
  Reading read(PlannedChange change);

  /// Sends a change once.
  ///
  /// @param write what is sent for it
  /// @param live the resource as it was read just before
  ScimOutcome send(PlannedChange change, ScimWrite write, Live live);
}
