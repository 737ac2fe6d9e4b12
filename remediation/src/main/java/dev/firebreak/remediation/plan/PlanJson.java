package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.remediation.plan.RemediationPlan.Dropped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan as JSON, see [ChangeJson]; on the way back a request must be the one that the change
/// makes.
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
    for (int i = 0; i < plan.changes().size(); i++) {
      changes.add(ChangeJson.write(plan.changes().get(i), plan.writes().get(i)));
    }
    json.set("preconditions", MAPPER.valueToTree(plan.preconditions()));
    json.put("proposedBy", plan.proposedBy());
    json.put("frozenAt", plan.frozenAt().toString());
    json.set("effect", MAPPER.valueToTree(plan.effect()));
    json.set("residual", MAPPER.valueToTree(plan.residual()));
    json.set("dropped", MAPPER.valueToTree(plan.dropped()));
    if (plan.undoes() != null) {
      json.put("undoes", plan.undoes());
    }
    return json;
  }

  static RemediationPlan read(JsonNode json) {
    if (json.path("v").asInt(0) != VERSION) {
      throw new IllegalArgumentException("not a plan of version " + VERSION);
    }
    return new RemediationPlan(
        text(json, "id"),
        list(json.path("findings"), JsonNode::stringValue),
        list(json.path("changes"), ChangeJson::read),
        list(json.path("preconditions"), node -> MAPPER.treeToValue(node, Precondition.class)),
        text(json, "proposedBy"),
        Instant.parse(text(json, "frozenAt")),
        MAPPER.treeToValue(json.path("effect"), Effect.class),
        list(json.path("residual"), node -> MAPPER.treeToValue(node, AccessPath.class)),
        list(json.path("dropped"), node -> MAPPER.treeToValue(node, Dropped.class)),
        list(json.path("changes"), ChangeJson::choice),
        json.has("undoes") ? text(json, "undoes") : null);
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
