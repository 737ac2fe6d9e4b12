package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ScimFailure;

/// The service providers themselves.
final class SourceTarget implements Target {
  private final Sources sources;
  private final LiveReader reader;

  SourceTarget(Sources sources) {
    this.sources = sources;
    this.reader = new LiveReader(sources);
  }

  @Override
  public Reading read(NodeKey resource) {
    return reader.read(resource);
  }

  @Override
  public ScimOutcome send(PlannedChange change, Live live) {
    String endpoint = LiveReader.endpoint(change.resource());
    String id = change.resource().id();
    try {
      ScimClient client = sources.client(change.source());
      return switch (change.write()) {
        case ScimWrite.Patch(var request) -> client.patch(endpoint, id, request, live.ifMatch());
        case ScimWrite.Delete _ -> client.delete(endpoint, id, live.ifMatch());
      };
    } catch (ScimFailure unsendable) {
      return new ScimOutcome.Refused(0, null, String.valueOf(unsendable.getMessage()));
    }
  }
}
