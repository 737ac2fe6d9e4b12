package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One change of a plan as JSON, with the form in which it is made. Where the form says all, the
/// very request is there, too; a PUT is made of the resource as it is when it is sent.
final class ChangeJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ChangeJson() {}

  static ObjectNode write(PlannedChange change, WriteChoice choice) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", change.id());
    json.put("resource", change.resource().value());
    json.put("principal", change.principal().value());
    json.put("principalName", change.principalName());
    json.put("attribute", change.attribute());
    json.put("value", change.value());
    json.put("sentence", change.sentence());
    kind(json, change);
    if (change instanceof Restoring restoring) {
      json.set("found", restoring.found());
    }
    if (choice.reason() == null) {
      json.put("method", change.write().method());
      json.set("request", change.write().body());
      return json;
    }
    json.put("method", choice.form().method());
    json.put("form", choice.form().name());
    json.put("reason", choice.reason());
    json.set("request", request(change, choice.form()));
    return json;
  }

  private static @Nullable JsonNode request(PlannedChange change, WriteForm form) {
    return switch (form) {
      case PATCH, PATCH_BY_VALUE, PATCH_WITHOUT_PATH -> PatchForms.of(change, form).body();
      case POST -> change.write().body();
      case PUT, DELETE, MANUAL -> null;
    };
  }

  private static void kind(ObjectNode json, PlannedChange change) {
    switch (change) {
      case RemoveMember member -> json.put("kind", "REMOVE_MEMBER").put("name", member.groupName());
      case RemoveGrant grant ->
          json.put("kind", "REMOVE_GRANT").put("name", grant.entitlementName());
      case RemoveRight right -> json.put("kind", "REMOVE_RIGHT").put("name", right.containerName());
      case RemovePermission permission -> {
        json.put("kind", "REMOVE_PERMISSION").put("name", permission.containerName());
        ArrayNode rights = json.putArray("rights");
        permission.rights().forEach(rights::add);
      }
      case Deactivate account -> json.put("kind", "DEACTIVATE").put("name", account.sourceName());
      case SetEndDate end ->
          where(json.put("kind", "SET_END_DATE").put("name", end.name()), end.where());
      case AddMember member -> json.put("kind", "ADD_MEMBER").put("name", member.groupName());
      case AddGrant grant -> json.put("kind", "ADD_GRANT").put("name", grant.entitlementName());
      case AddRight right -> json.put("kind", "ADD_RIGHT").put("name", right.containerName());
      case CreatePermission permission ->
          json.put("kind", "CREATE_PERMISSION").put("name", permission.containerName());
      case Reactivate account -> json.put("kind", "REACTIVATE").put("name", account.sourceName());
      case RestoreEndDate end ->
          where(json.put("kind", "RESTORE_END_DATE").put("name", end.name()), end.where());
    }
  }

  private static void where(ObjectNode json, EndDate where) {
    json.put("list", where.list()).put("held", where.held());
  }

  static WriteChoice choice(JsonNode json) {
    return json.has("form")
        ? new WriteChoice(WriteForm.valueOf(text(json, "form")), text(json, "reason"))
        : WriteChoice.usual(read(json));
  }

  static PlannedChange read(JsonNode json) {
    NodeKey resource = NodeKey.parse(text(json, "resource"));
    NodeKey principal = NodeKey.parse(text(json, "principal"));
    String who = text(json, "principalName");
    String name = text(json, "name");
    String value = text(json, "value");
    return switch (text(json, "kind")) {
      case "REMOVE_MEMBER" -> new RemoveMember(resource, name, principal, who);
      case "REMOVE_GRANT" ->
          new RemoveGrant(resource, text(json, "attribute"), value, name, principal, who);
      case "REMOVE_RIGHT" -> new RemoveRight(resource, value, name, principal, who, isLast(json));
      case "REMOVE_PERMISSION" ->
          new RemovePermission(resource, name, principal, who, texts(json.required("rights")));
      case "DEACTIVATE" -> new Deactivate(resource, who, name);
      case "SET_END_DATE" ->
          new SetEndDate(resource, where(json), name, principal, who, Instant.parse(value));
      case "ADD_MEMBER" -> new AddMember(resource, name, principal, who, found(json));
      case "ADD_GRANT" ->
          new AddGrant(resource, text(json, "attribute"), value, name, principal, who, found(json));
      case "ADD_RIGHT" -> new AddRight(resource, value, name, principal, who, found(json));
      case "CREATE_PERMISSION" -> new CreatePermission(resource, name, principal, who, found(json));
      case "REACTIVATE" -> new Reactivate(resource, who, name, found(json));
      case "RESTORE_END_DATE" ->
          new RestoreEndDate(resource, where(json), name, principal, who, found(json));
      default -> throw new IllegalArgumentException("no change of this kind is known");
    };
  }

  /// Told by the sentence where the change is not made by a DELETE.
  private static boolean isLast(JsonNode json) {
    return text(json, "sentence").endsWith(RemoveRight.LAST);
  }

  private static EndDate where(JsonNode json) {
    return new EndDate(text(json, "list"), text(json, "held"));
  }

  private static ArrayNode found(JsonNode json) {
    return (ArrayNode) json.required("found");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.stringValue()));
    return texts;
  }

  private static String text(JsonNode json, String name) {
    return json.required(name).stringValue();
  }
}
