package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.scim.client.ScimOutcome;

/// The service providers themselves.
final class SourceTarget implements Target {
  private final LiveReader reader;
  private final Sender sender;

  SourceTarget(Sources sources, Sender sender) {
    this.reader = new LiveReader(sources);
    this.sender = sender;
  }

  @Override
  public Reading read(NodeKey resource) {
    return reader.read(resource);
  }

  @Override
  public Reading read(PlannedChange change) {
    return reader.read(change);
  }

  @Override
  public ScimOutcome send(PlannedChange change, ScimWrite write, Live live) {
    return sender.send(change, write, live);
  }
}
