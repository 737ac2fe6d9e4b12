package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of a PATCH.
///
/// @param operations at least one, in the order they are applied
public record PatchRequest(List<PatchOp> operations) {
  public PatchRequest {
    operations = List.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a patch needs at least one operation");
    }
  }

  public static PatchRequest remove(ScimPath path) {
    return new PatchRequest(List.of(new PatchOp.Remove(path)));
  }

  public static PatchRequest replace(ScimPath path, JsonNode value) {
    return new PatchRequest(List.of(new PatchOp.Replace(path, value)));
  }

  /// The message of RFC 7644 §3.5.2, operators in lower case.
  public ObjectNode toJson() {
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.PATCH_OP);
    var list = body.putArray("Operations");
    for (PatchOp operation : operations) {
      switch (operation) {
        case PatchOp.Add(var path, var value) -> write(list.addObject(), "add", path, value);
        case PatchOp.Remove(var path) -> write(list.addObject(), "remove", path, null);
        case PatchOp.Replace(var path, var value) ->
            write(list.addObject(), "replace", path, value);
      }
    }
    return body;
  }

  private static void write(
      ObjectNode into, String op, @Nullable ScimPath path, @Nullable JsonNode value) {
    into.put("op", op);
    if (path != null) {
      into.put("path", path.print());
    }
    if (value != null) {
      into.set("value", value.deepCopy());
    }
  }
}
