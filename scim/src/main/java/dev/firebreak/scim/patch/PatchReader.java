package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.FilterSyntaxException;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Reads the message of RFC 7644 §3.5.2. Member names and operations may be in any case.
final class PatchReader {
  private static final AttributePath SCHEMAS = AttributePath.parse("schemas");

  private PatchReader() {}

  static PatchRequest read(String json) {
    try {
      return read(ScimJson.MAPPER.readTree(json));
    } catch (JacksonException e) {
      throw syntax("the patch is " + ScimJson.complaint(e));
    }
  }

  static PatchRequest read(JsonNode body) {
    boolean said =
        SCHEMAS.valuesIn(body).stream()
            .anyMatch(schema -> schema.asString("").equalsIgnoreCase(Schemas.PATCH_OP));
    if (!body.isObject() || !said) {
      throw syntax("a patch is an object whose \"schemas\" name " + Schemas.PATCH_OP);
    }
    if (!(member(body, "Operations") instanceof ArrayNode list) || list.isEmpty()) {
      throw syntax("a patch has an array \"Operations\" with at least one operation");
    }
    List<PatchOp> operations = new ArrayList<>();
    for (JsonNode each : list) {
      try {
        operations.add(operation(each));
      } catch (PatchRefused e) {
        throw e.of("operation " + (operations.size() + 1));
      }
    }
    return new PatchRequest(operations);
  }

  private static PatchOp operation(JsonNode json) {
    JsonNode op = member(json, "op");
    if (op == null || !op.isString()) {
      throw syntax("it has no \"op\"");
    }
    ScimPath path = path(member(json, "path"));
    JsonNode value = member(json, "value");
    return switch (op.stringValue().toLowerCase(Locale.ROOT)) {
      case "add" -> new PatchOp.Add(path, valueFor(path, value));
      case "replace" -> new PatchOp.Replace(path, valueFor(path, value));
      case "remove" -> remove(path, value);
      default -> throw syntax("\"op\" is add, replace or remove");
    };
  }

  private static PatchOp remove(@Nullable ScimPath path, @Nullable JsonNode value) {
    if (path == null) {
      throw new PatchRefused(ScimType.NO_TARGET, "a remove needs a path (RFC 7644 §3.5.2.2)");
    }
    if (value != null) {
      throw syntax(
          "a remove has no \"value\" (RFC 7644 §3.5.2.2); to ignore it would remove all values of "
              + path.print());
    }
    return new PatchOp.Remove(path);
  }

  private static JsonNode valueFor(@Nullable ScimPath path, @Nullable JsonNode value) {
    if (value == null || (path == null && !value.isObject())) {
      throw new PatchRefused(
          ScimType.INVALID_VALUE,
          path == null
              ? "without a path the value is an object of attributes"
              : "it has no \"value\"");
    }
    return value;
  }

  private static @Nullable ScimPath path(@Nullable JsonNode path) {
    if (path == null) {
      return null;
    }
    if (!path.isString()) {
      throw syntax("\"path\" is a string");
    }
    try {
      return ScimPath.parse(path.stringValue());
    } catch (FilterSyntaxException e) {
      throw new PatchRefused(ScimType.INVALID_PATH, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable JsonNode member(JsonNode object, String name) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return null;
  }

  private static PatchRefused syntax(String why) {
    return new PatchRefused(ScimType.INVALID_SYNTAX, why);
  }
}
