package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.map.UnusableResource;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One resource of one source, read again.
final class ResourceRefresh {

  private final SourceConfig source;
  private final ResourceMapping mapping;
  private final ChangedResources changed;
  private final List<String> problems = new ArrayList<>();

  ResourceRefresh(
      IdentityGraph graph, SourceConfig source, List<SensitivityRule> sensitivity, Instant at) {
    this.source = source;
    this.mapping = new ResourceMapping(source, sensitivity);
    String stamp = RunStamp.fresh();
    this.changed = new ChangedResources(graph, source.id(), stamp, at);
  }

  /// What could not be used, each a sentence.
  List<String> problems() {
    return problems;
  }

  ScimOutcome execute(ScimClient client, NodeKey resource) {
    ResourceType type = type(resource);
    ScimOutcome outcome = client.read(type.endpoint(), resource.id());
    return switch (outcome) {
      case ScimOutcome.Ok ok -> {
        ScimResource read = ok.resource();
        if (read == null || !read.text("id").filter(resource.id()::equals).isPresent()) {
          yield new ScimOutcome.Uncertain(
              "%s: %s/%s was asked for, but the answer is not that resource; the graph is as it was"
                  .formatted(source.displayName(), type.endpoint(), resource.id()));
        }
        ScimOutcome.@Nullable Uncertain unusable = write(type, resource, read);
        if (unusable != null) {
          yield unusable;
        }
        yield outcome;
      }
      case ScimOutcome.NotFound _ -> {
        changed.remove(Set.of(resource.value()));
        yield outcome;
      }
      case ScimOutcome.PreconditionFailed _,
          ScimOutcome.Refused _,
          ScimOutcome.Throttled _,
          ScimOutcome.Unauthorized _,
          ScimOutcome.Pending _,
          ScimOutcome.Uncertain _ ->
          outcome;
    };
  }

  /// Types whose keys end with the id of the resource, which is what can be asked for.
  private ResourceType type(NodeKey resource) {
    if (!resource.source().equals(source.id())) {
      throw new IllegalArgumentException(resource + " is not of source " + source.id());
    }
    ResourceType type = ResourceType.named(resource.type()).orElse(null);
    return switch (type) {
      case USER,
          GROUP,
          CONTAINER,
          PRIVILEGED_DATA,
          CONTAINER_PERMISSION,
          PRIVILEGED_DATA_PERMISSION ->
          type;
      case ROLE, ENTITLEMENT ->
          throw new IllegalArgumentException("cannot re-read a " + resource.type());
      case null -> throw new IllegalArgumentException("cannot re-read a " + resource.type());
    };
  }

  /// @return null when all is written
  private ScimOutcome.@Nullable Uncertain write(
      ResourceType type, NodeKey resource, ScimResource read) {
    MappedRows rows = MappedRows.empty();
    try {
      mapping.map(type, read, rows);
    } catch (UnusableResource e) {
      return new ScimOutcome.Uncertain(
          "%s: %s/%s cannot be used: %s; the graph is as it was"
              .formatted(source.displayName(), type.endpoint(), read.id(), e.reason()));
    }
    changed.write(rows, List.of(resource.value()));
    problems.addAll(changed.problems());
    return null;
  }
}
