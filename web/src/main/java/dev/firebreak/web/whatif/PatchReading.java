package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.map.UnusableResource;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.patch.PatchRefused;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a SCIM PATCH would change in the graph: the resource as the graph remembers it is patched,
/// and what the mapping of a harvest makes of it before and after is compared. An operation of
/// which that does not tell everything is refused, never left out.
final class PatchReading {

  private final String at;
  private final SourceConfig source;
  private final GraphSnapshot snapshot;
  private final ResourceMapping mapping;
  private final List<Problem> problems = new ArrayList<>();

  /// @param at where the question says it, as a JSON pointer
  PatchReading(String at, SourceConfig source, GraphSnapshot snapshot) {
    this.at = at;
    this.source = source;
    this.snapshot = snapshot;
    this.mapping = new ResourceMapping(source, List.of());
  }

  /// The changes.
  ///
  /// @throws WhatIfRefused with each operation of which something cannot be told
  List<Change> changes(String typeName, String id, JsonNode body) {
    Optional<ResourceType> type = ResourceType.named(typeName);
    if (type.isEmpty()) {
      throw refused(
          "/type",
          "There is no resource type %s. Known: %s."
              .formatted(
                  typeName,
                  Arrays.stream(ResourceType.values())
                      .map(ResourceType::typeName)
                      .collect(Collectors.joining(", "))));
    }
    NodeKey key = new NodeKey(source.id(), type.get().typeName(), id);
    ScimResource before =
        GraphResource.of(snapshot, type.get(), key)
            .orElseThrow(() ->
                refused(
                    "/id",
                    "The graph knows no %s %s of source %s. Harvest the source, or correct the id."
                        .formatted(typeName, id, source.id())));
    PatchRequest patch = parsed(body);
    PatchScope scope = PatchScope.of(type.get(), source.map());
    List<Change> changes = follow(type.get(), before, patch, scope);
    if (!problems.isEmpty()) {
      throw new WhatIfRefused(problems);
    }
    return changes;
  }

  private PatchRequest parsed(JsonNode body) {
    try {
      return PatchRequest.parse(body);
    } catch (PatchRefused e) {
      throw refused("/patch", e.getMessage() + ".");
    }
  }

  /// Carries out one operation after the other.
  private List<Change> follow(
      ResourceType type, ScimResource before, PatchRequest patch, PatchScope scope) {
    StatedAccess first = stated(type, before, at + "/patch");
    StatedAccess last = first;
    ScimResource now = before;
    int number = 0;
    for (PatchOp operation : patch.operations()) {
      String where = at + "/patch/Operations/" + number++;
      List<Problem> outside = scope.outside(operation, where);
      problems.addAll(outside);
      if (!outside.isEmpty()) {
        continue;
      }
      try {
        ScimResource next = new PatchRequest(List.of(operation)).applyTo(now);
        StatedAccess then = stated(type, next, where);
        if (then.equals(last)) {
          problems.add(
              new Problem(
                  where,
                  "It changes nothing of what was harvested last. Take it out, or harvest the"
                      + " source again."));
        }
        last = then;
        now = next;
      } catch (PatchRefused e) {
        problems.add(new Problem(where, "The operation is refused: " + e.getMessage() + "."));
      }
    }
    return problems.isEmpty() ? difference(first, last) : List.of();
  }

  private StatedAccess stated(ResourceType type, ScimResource resource, String where) {
    MappedRows rows = MappedRows.empty();
    try {
      mapping.map(type, resource, rows);
    } catch (UnusableResource e) {
      problems.add(
          new Problem(where, "A harvest could not read the resource then: " + e.reason() + "."));
    }
    return StatedAccess.of(snapshot, rows, missing -> problems.add(new Problem(where, missing)));
  }

  private List<Change> difference(StatedAccess first, StatedAccess last) {
    if (first.active() != null && last.active() == null) {
      problems.add(
          new Problem(
              at + "/patch",
              "Whether the account is active would be unknown. Replace active with true or"
                  + " false."));
      throw new WhatIfRefused(problems);
    }
    return first.changesTo(last, at);
  }

  private WhatIfRefused refused(String below, String problem) {
    return new WhatIfRefused(List.of(new Problem(at + below, problem)));
  }
}
