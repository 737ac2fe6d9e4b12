package dev.firebreak.web.provision;

import dev.firebreak.scim.filter.Op;
import dev.firebreak.scim.filter.ScimFilter;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads patches as identity providers send them, and says them as RFC 7644 §3.5.2 would:
///
/// - a `remove` with a value takes away those values, not all of them;
/// - an object without a path whose keys are paths (`name.givenName`) is one operation for each;
/// - a `replace` of a value that a filter does not find adds it.
final class LenientPatch {

  private final ObjectNode before;

  private LenientPatch(ObjectNode before) {
    this.before = before;
  }

  /// The resource after a patch.
  ///
  /// @throws dev.firebreak.scim.patch.PatchRefused when it cannot be carried out
  static ScimResource apply(ObjectNode before, ObjectNode message) {
    return PatchRequest.parse(new LenientPatch(before).plain(message))
        .applyTo(new ScimResource(before));
  }

  private ObjectNode plain(ObjectNode message) {
    ObjectNode plain = message.deepCopy();
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      if (member.getKey().equalsIgnoreCase("operations")
          && member.getValue() instanceof ArrayNode list) {
        ArrayNode operations = ScimJson.MAPPER.createArrayNode();
        list.forEach(operation -> add(operation, operations));
        plain.set(member.getKey(), operations);
      }
    }
    return plain;
  }

  private void add(JsonNode operation, ArrayNode to) {
    String op = operation.path("op").asString("").toLowerCase(Locale.ROOT);
    String path = operation.path("path").asString("");
    JsonNode value = operation.path("value");
    if (op.equals("remove") && !path.isEmpty() && value instanceof ArrayNode values) {
      values.forEach(each -> to.add(operation("remove", chosen(path, each), null)));
    } else if (!op.equals("remove") && path.isEmpty() && value instanceof ObjectNode many) {
      many.properties()
          .forEach(each -> {
            boolean isPath = each.getKey().indexOf('.') > 0 && !each.getKey().startsWith("urn:");
            if (isPath || each.getKey().indexOf('[') > 0) {
              to.add(operation(verb(op, each.getKey()), each.getKey(), each.getValue()));
            } else {
              ObjectNode alone = ScimJson.MAPPER.createObjectNode();
              alone.set(each.getKey(), each.getValue());
              to.add(operation(op, null, alone));
            }
          });
    } else if (op.equals("replace") && !path.isEmpty()) {
      to.add(operation(verb(op, path), path, value));
    } else {
      to.add(operation);
    }
  }

  /// The path of one of the values that a `remove` lists.
  private static String chosen(String path, JsonNode value) {
    String text = AttributePath.scalar(value).map(JsonNode::asString).orElse("");
    return ScimPath.valueEquals(path, "value", text).print();
  }

  /// A filter that finds nothing describes what is to be there.
  private String verb(String op, String path) {
    if (path.indexOf('[') < 0) {
      return op;
    }
    ScimPath parsed;
    try {
      parsed = ScimPath.parse(path);
    } catch (RuntimeException unreadable) {
      return op;
    }
    ScimFilter filter = parsed.filter();
    if (filter == null || !isEquality(filter)) {
      return op;
    }
    boolean found = parsed.attribute().valuesIn(before).stream().anyMatch(filter::matches);
    return op.equals("replace") && !found ? "add" : op;
  }

  private static boolean isEquality(ScimFilter filter) {
    return filter instanceof ScimFilter.Compare compare && compare.op() == Op.EQ;
  }

  private static ObjectNode operation(String op, @Nullable String path, @Nullable JsonNode value) {
    ObjectNode operation = ScimJson.MAPPER.createObjectNode();
    operation.put("op", op);
    if (path != null) {
      operation.put("path", path);
    }
    if (value != null) {
      operation.set("value", value);
    }
    return operation;
  }
}
