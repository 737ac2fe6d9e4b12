package dev.firebreak.web.whatif;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A SCIM resource as the graph remembers it: what it states about access, and nothing else. The
/// mapping of a harvest makes the same edges of it again.
final class GraphResource {

  private final GraphSnapshot snapshot;
  private final ResourceType type;
  private final NodeKey key;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();

  private GraphResource(GraphSnapshot snapshot, ResourceType type, NodeKey key) {
    this.snapshot = snapshot;
    this.type = type;
    this.key = key;
  }

  /// The resource; empty when the graph does not know it.
  static Optional<ScimResource> of(GraphSnapshot snapshot, ResourceType type, NodeKey key) {
    return new GraphResource(snapshot, type, key).read();
  }

  private Optional<ScimResource> read() {
    body.putArray("schemas").add(schema());
    body.put("id", key.id());
    OptionalInt node = snapshot.find(key.value());
    IntStream edges;
    if (node.isPresent()) {
      own(snapshot.node(node.getAsInt()));
      int at = node.getAsInt();
      edges =
          IntStream.concat(
              IntStream.range(snapshot.firstOut(at), snapshot.endOut(at)),
              IntStream.range(snapshot.firstIn(at), snapshot.endIn(at))
                  .map(snapshot::in)
                  .filter(e -> snapshot.from(e) != at));
    } else {
      edges = isPermission() ? snapshot.edges(EdgeKind.HOLDS) : IntStream.empty();
    }
    String carrier = key.value();
    int[] stated =
        edges.filter(e -> snapshot.holds(e) && carrier.equals(snapshot.via(e))).toArray();
    for (int e : stated) {
      state(snapshot.edge(e));
    }
    return node.isPresent() || stated.length > 0
        ? Optional.of(new ScimResource(body))
        : Optional.empty();
  }

  private boolean isPermission() {
    return type == ResourceType.CONTAINER_PERMISSION
        || type == ResourceType.PRIVILEGED_DATA_PERMISSION;
  }

  private String schema() {
    return switch (type) {
      case USER -> Schemas.USER;
      case GROUP -> Schemas.GROUP;
      case ROLE -> Schemas.ROLE;
      case ENTITLEMENT -> Schemas.ENTITLEMENT;
      case CONTAINER -> Schemas.PAM_CONTAINER;
      case PRIVILEGED_DATA -> Schemas.PAM_PRIVILEGED_DATA;
      case CONTAINER_PERMISSION -> Schemas.PAM_CONTAINER_PERMISSION;
      case PRIVILEGED_DATA_PERMISSION -> Schemas.PAM_PRIVILEGED_DATA_PERMISSION;
    };
  }

  private void own(Node node) {
    switch (type) {
      case USER -> {
        body.put("userName", Objects.requireNonNullElse(node.userName(), key.id()));
        if (node.active() != Active.UNKNOWN) {
          body.put("active", node.active() == Active.YES);
        }
      }
      case ROLE, ENTITLEMENT ->
          body.put("value", Objects.requireNonNullElse(node.value(), key.id()));
      case GROUP -> body.put("displayName", node.name());
      case CONTAINER, PRIVILEGED_DATA -> body.put("name", node.name());
      case CONTAINER_PERMISSION, PRIVILEGED_DATA_PERMISSION -> {}
    }
  }

  private void state(Edge edge) {
    String attribute = edge.attribute();
    if (attribute == null || attribute.isBlank()) {
      return;
    }
    ObjectNode element = JsonNodeFactory.instance.objectNode();
    Node to = snapshot.node(edge.to());
    switch (edge.kind()) {
      case MEMBER_OF -> {
        Node member = snapshot.node(edge.from());
        element.put("value", id(member));
        element.put("type", member.kind() == NodeKind.GROUP ? "Group" : "User");
      }
      case HOLDS -> {
        element.put("value", Objects.requireNonNullElse(to.value(), id(to)));
        if (isPermission()) {
          permission(edge);
        }
        time(element, "since", edge.since());
        time(element, "validFrom", edge.validFrom());
        time(element, "validTo", edge.validTo());
      }
      case IMPLIES, CONTAINS -> element.put("value", id(to));
      case OWNS, ON, OPENS, SIGNS_IN_AS, REPORTS_TO -> {
        return;
      }
    }
    int end = attribute.lastIndexOf(':');
    ObjectNode holder = body;
    if (end > 0) {
      String urn = attribute.substring(0, end);
      holder = body.get(urn) instanceof ObjectNode known ? known : body.putObject(urn);
    }
    holder.withArray("/" + attribute.substring(end + 1)).add(element);
  }

  /// Whose right it is, and on what.
  private void permission(Edge edge) {
    Node holder = snapshot.node(edge.from());
    body.putObject(holder.kind() == NodeKind.GROUP ? "group" : "user").put("value", id(holder));
    String about = type == ResourceType.CONTAINER_PERMISSION ? "container" : "privilegedData";
    for (int e = snapshot.firstOut(edge.to()); e < snapshot.endOut(edge.to()); e++) {
      if (snapshot.edgeKind(e) == EdgeKind.ON) {
        Node subject = snapshot.node(snapshot.to(e));
        body.putObject(about).put("value", id(subject)).put("name", subject.name());
      }
    }
  }

  private static void time(ObjectNode element, String name, @Nullable Instant time) {
    if (time != null) {
      element.put(name, time.toString());
    }
  }

  private static String id(Node node) {
    return Objects.requireNonNullElseGet(node.resourceId(), () -> NodeKey.parse(node.key()).id());
  }
}
