package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.RemediationPlan.Dropped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan as JSON. Every change carries the very request that is sent; on the way back the request
/// must be the one that the change makes.
final class PlanJson {

  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PlanJson() {}

  static ObjectNode write(RemediationPlan plan) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("v", VERSION);
    json.put("id", plan.id());
    ArrayNode findings = json.putArray("findings");
    plan.findingIds().forEach(findings::add);
    ArrayNode changes = json.putArray("changes");
    plan.changes().forEach(change -> changes.add(write(change)));
    json.set("preconditions", MAPPER.valueToTree(plan.preconditions()));
    json.put("proposedBy", plan.proposedBy());
    json.put("frozenAt", plan.frozenAt().toString());
    json.set("effect", MAPPER.valueToTree(plan.effect()));
    json.set("residual", MAPPER.valueToTree(plan.residual()));
    json.set("dropped", MAPPER.valueToTree(plan.dropped()));
    return json;
  }

  static RemediationPlan read(JsonNode json) {
    if (json.path("v").asInt(0) != VERSION) {
      throw new IllegalArgumentException("not a plan of version " + VERSION);
    }
    return new RemediationPlan(
        text(json, "id"),
        list(json.path("findings"), JsonNode::stringValue),
        list(json.path("changes"), PlanJson::change),
        list(json.path("preconditions"), node -> MAPPER.treeToValue(node, Precondition.class)),
        text(json, "proposedBy"),
        Instant.parse(text(json, "frozenAt")),
        MAPPER.treeToValue(json.path("effect"), Effect.class),
        list(json.path("residual"), node -> MAPPER.treeToValue(node, AccessPath.class)),
        list(json.path("dropped"), node -> MAPPER.treeToValue(node, Dropped.class)));
  }

  private static ObjectNode write(PlannedChange change) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", change.id());
    json.put("resource", change.resource().value());
    json.put("principal", change.principal().value());
    json.put("principalName", change.principalName());
    json.put("attribute", change.attribute());
    json.put("value", change.value());
    json.put("sentence", change.sentence());
    switch (change) {
      case RemoveMember member -> json.put("kind", "REMOVE_MEMBER").put("name", member.groupName());
      case RemoveGrant grant ->
          json.put("kind", "REMOVE_GRANT").put("name", grant.entitlementName());
      case RemoveRight right -> json.put("kind", "REMOVE_RIGHT").put("name", right.containerName());
      case Deactivate account -> json.put("kind", "DEACTIVATE").put("name", account.sourceName());
    }
    json.put("method", change.write().method());
    json.set("request", change.write().body());
    return json;
  }

  private static PlannedChange change(JsonNode json) {
    NodeKey resource = NodeKey.parse(text(json, "resource"));
    NodeKey principal = NodeKey.parse(text(json, "principal"));
    String who = text(json, "principalName");
    String name = text(json, "name");
    String value = text(json, "value");
    return switch (text(json, "kind")) {
      case "REMOVE_MEMBER" -> new RemoveMember(resource, name, principal, who);
      case "REMOVE_GRANT" ->
          new RemoveGrant(resource, text(json, "attribute"), value, name, principal, who);
      case "REMOVE_RIGHT" ->
          new RemoveRight(
              resource, value, name, principal, who, text(json, "method").equals("DELETE"));
      case "DEACTIVATE" -> new Deactivate(resource, who, name);
      default -> throw new IllegalArgumentException("no change of this kind is known");
    };
  }

  private static String text(JsonNode json, String name) {
    return json.required(name).stringValue();
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
    List<T> list = new ArrayList<>();
    array.forEach(node -> list.add(each.apply(node)));
    return list;
  }
}
