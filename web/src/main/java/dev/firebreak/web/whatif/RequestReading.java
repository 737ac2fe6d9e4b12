package dev.firebreak.web.whatif;

import dev.firebreak.analytics.whatif.Change;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.analytics.whatif.WhatIfRefused.Problem;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a SCIM request would change in the graph. The resource as the graph remembers it is changed
/// as the request says, and what the mapping of a harvest makes of it before and after is compared.
public final class RequestReading {

  /// What was read.
  ///
  /// @param changes of the graph
  /// @param ignored attributes that say nothing of access, each by where it is
  /// @param unknown what the graph does not know, so that nobody can tell what it would lead to
  /// @param created the key that stands for a resource that would be created; null where none would
  /// @param deleted the key of a node that would be gone; null where none would
  public record Reading(
      List<Change> changes,
      List<Problem> ignored,
      List<Problem> unknown,
      @Nullable String created,
      @Nullable String deleted) {

    public Reading {
      changes = List.copyOf(changes);
      ignored = List.copyOf(ignored);
      unknown = List.copyOf(unknown);
    }
  }

  /// What a deleted resource no longer says.
  private static final Set<EdgeKind> SAID =
      EnumSet.of(
          EdgeKind.MEMBER_OF,
          EdgeKind.HOLDS,
          EdgeKind.IMPLIES,
          EdgeKind.CONTAINS,
          EdgeKind.OPENS,
          EdgeKind.SIGNS_IN_AS);

  private static final String BODY = "/body";

  private final SourceConfig source;
  private final GraphSnapshot snapshot;
  private final ResourceMapping mapping;
  private final RequestPath path;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> ignored = new ArrayList<>();
  private final List<Problem> unknown = new ArrayList<>();

  private RequestReading(SourceConfig source, GraphSnapshot snapshot, RequestPath path) {
    this.source = source;
    this.snapshot = snapshot;
    this.mapping = new ResourceMapping(source, List.of());
    this.path = path;
  }

  /// Reads a request.
  ///
  /// @param snapshot with [Spares]
  /// @param sources finds the configuration of a source by its id
  /// @throws WhatIfRefused with everything that cannot be read, each by where it is
  public static Reading of(
      ScimRequest request,
      GraphSnapshot snapshot,
      Function<String, Optional<SourceConfig>> sources) {
    String id = required("/source", request.source());
    String method = required("/method", request.method());
    RequestPath path = RequestPath.parse(required("/path", request.path()));
    SourceConfig source =
        sources
            .apply(id)
            .orElseThrow(
                () -> refused("/source", "There is no source " + id + " in the configuration."));
    RequestReading reading = new RequestReading(source, snapshot, path);
    return switch (method) {
      case "PATCH" -> reading.patch(body(request));
      case "PUT" -> reading.put(body(request));
      case "POST" -> reading.post(body(request));
      case "DELETE" -> reading.delete();
      default ->
          throw refused("/method", "%s is none of PATCH, POST, PUT, DELETE.".formatted(method));
    };
  }

  private static String required(String at, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw refused(
          at,
          at.substring(1)
              + " is missing. Send {\"source\": \"…\", \"method\": \"PATCH\", \"path\": \"/Groups/ID\", \"body\": {…}}: the request as it would go to the source.");
    }
    return value.strip();
  }

  private static ObjectNode body(ScimRequest request) {
    if (request.body() instanceof ObjectNode body) {
      return body;
    }
    throw refused(BODY, "It is missing, or no JSON object. Give the body as it would be sent.");
  }

  private static WhatIfRefused refused(String at, String problem) {
    return new WhatIfRefused(List.of(new Problem(at, problem)));
  }

  private Reading patch(ObjectNode body) {
    ScimResource before = known();
    PatchScope scope = PatchScope.of(path.type(), source.map());
    ScimResource now = before;
    int number = 0;
    for (PatchOp operation : parsed(body).operations()) {
      String where = BODY + "/Operations/" + number++;
      Optional<PatchOp> part = scope.within(operation, where, ignored);
      List<Problem> outside = part.map(each -> scope.outside(each, where)).orElse(List.of());
      problems.addAll(outside);
      if (part.isPresent() && outside.isEmpty()) {
        try {
          now = new PatchRequest(List.of(part.get())).applyTo(now);
        } catch (PatchRefused e) {
          problems.add(new Problem(where, "The operation is refused: " + e.getMessage() + "."));
        }
      }
    }
    Reading reading = changed(stated(before), stated(now));
    return reading.unknown().isEmpty() ? reading : located(reading, before, parsed(body), scope);
  }

  /// Says by which operation something unknown comes in.
  private Reading located(
      Reading reading, ScimResource before, PatchRequest request, PatchScope scope) {
    unknown.clear();
    Set<String> told = new HashSet<>();
    List<Problem> places = new ArrayList<>();
    ScimResource now = before;
    int number = 0;
    for (PatchOp operation : request.operations()) {
      String where = BODY + "/Operations/" + number++;
      Optional<PatchOp> part = scope.within(operation, where, new ArrayList<>());
      if (part.isPresent()) {
        now = new PatchRequest(List.of(part.get())).applyTo(now);
        stated(now);
        unknown.stream()
            .map(Problem::problem)
            .filter(told::add)
            .forEach(problem -> places.add(new Problem(where, problem)));
      }
    }
    return new Reading(reading.changes(), ignored, places, null, null);
  }

  private static PatchRequest parsed(ObjectNode body) {
    try {
      return PatchRequest.parse(body);
    } catch (PatchRefused e) {
      throw refused(BODY, e.getMessage() + ".");
    }
  }

  /// A PUT says all of a resource: what it leaves out is taken away (RFC 7644, 3.5.1).
  private Reading put(ObjectNode body) {
    ScimResource before = known();
    ObjectNode whole = body.deepCopy();
    whole.put("id", path.requiredId());
    PatchScope.of(path.type(), source.map()).others(body, BODY, ignored);
    return changed(stated(before), stated(new ScimResource(whole)));
  }

  private Reading post(ObjectNode body) {
    if (path.id() != null) {
      throw refused("/path", "A POST goes to an endpoint such as /Users, without an id.");
    }
    ResourceType type = path.type();
    boolean node = type == ResourceType.USER || type == ResourceType.GROUP;
    if (!node
        && type != ResourceType.CONTAINER_PERMISSION
        && type != ResourceType.PRIVILEGED_DATA_PERMISSION) {
      throw refused(
          "/path",
          "What a new %s would open is not known here: users, groups and permissions are."
              .formatted(type.typeName()));
    }
    NodeKey key = Spares.key(source.id(), type);
    if (node && snapshot.find(key.value()).isEmpty()) {
      throw refused(
          "/source", "Nothing of the source %s was harvested. Harvest it.".formatted(source.id()));
    }
    ObjectNode whole = body.deepCopy();
    whole.put("id", Spares.ID);
    PatchScope.of(type, source.map()).others(body, BODY, ignored);
    StatedAccess last = stated(new ScimResource(whole));
    boolean usable = !Boolean.FALSE.equals(last.active());
    StatedAccess first = new StatedAccess(Map.of(), last.account(), false);
    Reading reading = changed(first, new StatedAccess(last.edges(), last.account(), usable));
    return new Reading(reading.changes(), ignored, unknown, node ? key.value() : null, null);
  }

  private Reading delete() {
    NodeKey key = new NodeKey(source.id(), path.type().typeName(), path.requiredId());
    OptionalInt found = snapshot.find(key.value());
    List<Change> changes = new ArrayList<>();
    if (found.isEmpty()) {
      return changed(stated(known()), new StatedAccess(Map.of(), null, null));
    }
    int node = found.getAsInt();
    if (snapshot.kind(node) == NodeKind.ACCOUNT && snapshot.active(node) != Active.NO) {
      changes.add(new Change.Switch("/path", key.value(), false));
    }
    IntStream.concat(
            IntStream.range(snapshot.firstOut(node), snapshot.endOut(node)),
            IntStream.range(snapshot.firstIn(node), snapshot.endIn(node)).map(snapshot::in))
        .filter(e -> snapshot.holds(e) && SAID.contains(snapshot.edgeKind(e)))
        .mapToObj(snapshot::edge)
        .map(edge ->
            new Change.Remove(
                "/path", edge.kind(), snapshot.key(edge.from()), snapshot.key(edge.to()), null))
        .distinct()
        .forEach(changes::add);
    return new Reading(changes, ignored, unknown, null, key.value());
  }

  private ScimResource known() {
    String id = path.requiredId();
    NodeKey key = new NodeKey(source.id(), path.type().typeName(), id);
    return GraphResource.of(snapshot, path.type(), key)
        .orElseThrow(() ->
            refused(
                "/path",
                "The graph knows no %s %s of source %s. Harvest the source, or correct the id."
                    .formatted(path.type().typeName(), id, source.id())));
  }

  private StatedAccess stated(ScimResource resource) {
    MappedRows rows = MappedRows.empty();
    try {
      mapping.map(path.type(), resource, rows);
    } catch (UnusableResource e) {
      problems.add(
          new Problem(BODY, "A harvest could not read the resource then: " + e.reason() + "."));
    }
    return StatedAccess.of(snapshot, rows, missing -> unknown.add(new Problem(BODY, missing)));
  }

  private Reading changed(StatedAccess first, StatedAccess last) {
    if (!problems.isEmpty()) {
      throw new WhatIfRefused(problems);
    }
    return new Reading(
        first.changesTo(last, BODY), ignored, unknown.stream().distinct().toList(), null, null);
  }
}
