package dev.firebreak.web.work;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.run.Reharvest;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.web.config.Firebreak;

/// Reads a changed resource back into the graph, so that the graph and not our word says whether a
/// finding still holds.
public final class GraphReharvest implements Reharvest {

  private final Firebreak firebreak;
  private final Runnable graphChanged;

  public GraphReharvest(Firebreak firebreak, Runnable graphChanged) {
    this.firebreak = firebreak;
    this.graphChanged = graphChanged;
  }

  @Override
  public Observation refresh(NodeKey resource) {
    SourceConfig source =
        firebreak
            .sources()
            .find(resource.source())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no source " + resource.source()));
    ScimOutcome outcome =
        firebreak.harvester().refresh(source, firebreak.sources().client(source), resource);
    firebreak.correlator().correlate();
    graphChanged.run();
    return switch (outcome) {
      case ScimOutcome.Ok ok ->
          new Observation(
              ok.resource(),
              ok.etag() != null || ok.resource() == null
                  ? ok.etag()
                  : ok.resource().version().orElse(null));
      case ScimOutcome.NotFound _ -> new Observation(null, null);
      case ScimOutcome.PreconditionFailed _,
          ScimOutcome.Refused _,
          ScimOutcome.Throttled _,
          ScimOutcome.Unauthorized _,
          ScimOutcome.Pending _,
          ScimOutcome.Uncertain _ ->
          throw new IllegalStateException(
              "%s could not be read again: %s".formatted(resource, outcome));
    };
  }
}
