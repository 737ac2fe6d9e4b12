package dev.firebreak.scim.patch;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.AttributeRules;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
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

  /// Reads the message of RFC 7644 §3.5.2.
  ///
  /// @throws PatchRefused when `json` is no such message
  public static PatchRequest parse(String json) {
    return PatchReader.read(json);
  }

  /// Reads the message of RFC 7644 §3.5.2.
  ///
  /// @throws PatchRefused when `body` is no such message
  public static PatchRequest parse(JsonNode body) {
    return PatchReader.read(body);
  }

  /// What makes `after` of `before`, with each change as narrow as it can be said: a value goes by
  /// a filter that chooses it alone, values that stay are not named. Read-only attributes are left
  /// out. Empty when the two are the same state, see [Assigned].
  ///
  /// @throws PatchRefused when no patch can make `after`, as for two primary values
  public static Optional<PatchRequest> between(ScimResource before, ScimResource after) {
    List<PatchOp> operations = new PatchDiff(before, AttributeRules.of(after)).to(after);
    return operations.isEmpty() ? Optional.empty() : Optional.of(new PatchRequest(operations));
  }

  /// The resource after all operations, by the rules that are known for its schemas.
  ///
  /// @throws PatchRefused when one operation cannot be carried out; then none is
  public ScimResource applyTo(ScimResource before) {
    return applyTo(before, AttributeRules.of(before));
  }

  /// The resource after all operations; `before` stays as it is.
  ///
  /// @throws PatchRefused when one operation cannot be carried out; then none is
  public ScimResource applyTo(ScimResource before, AttributeRules rules) {
    ObjectNode body = before.body().deepCopy();
    var application = new PatchApplication(body, rules);
    int number = 0;
    for (PatchOp operation : operations) {
      number++;
      try {
        application.apply(operation);
      } catch (PatchRefused e) {
        ScimPath path = operation.path();
        throw e.of(
            "operation %d, %s%s"
                .formatted(number, operation.word(), path == null ? "" : " " + path.print()));
      }
    }
    return new ScimResource(body);
  }

  /// What gives back what this patch takes from `before`, and takes back what it gives. Empty when
  /// it changes nothing.
  ///
  /// @throws PatchRefused when this patch cannot be applied to `before`
  public Optional<PatchRequest> inverse(ScimResource before) {
    return between(applyTo(before), before);
  }

  /// The message of RFC 7644 §3.5.2, operators in lower case.
  public ObjectNode toJson() {
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.PATCH_OP);
    var list = body.putArray("Operations");
    for (PatchOp operation : operations) {
      JsonNode value =
          switch (operation) {
            case PatchOp.Add add -> add.value();
            case PatchOp.Remove _ -> null;
            case PatchOp.Replace replace -> replace.value();
          };
      write(list.addObject(), operation.word(), operation.path(), value);
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
