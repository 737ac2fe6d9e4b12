package dev.firebreak.ingest.map;

import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the reader of a file has to say of a row, carried by the resource that the row became: that
/// nothing can be made of it, or what of it could not be used. Kept below a schema of its own, so
/// that it takes no attribute's place.
public final class RowNotes {

  private static final String SCHEMA = "urn:firebreak:params:scim:schemas:file:1.0:Row";
  private static final String FAULT = "fault";
  private static final String POINTER = "pointer";
  private static final String REMARKS = "remarks";

  private RowNotes() {}

  /// A resource of which nothing can be made.
  ///
  /// @param id of the resource that the row is about; null where that is not known
  /// @param pointer where the trouble is, as a JSON pointer (RFC 6901)
  /// @param fault file, line and what is wrong there
  public static ScimResource rejected(@Nullable String id, String pointer, String fault) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (id != null) {
      body.put("id", id);
    }
    body.putObject(SCHEMA).put(FAULT, fault).put(POINTER, pointer);
    return new ScimResource(body);
  }

  /// Notes what of a row could not be used, while the rest of it can.
  public static void remark(ObjectNode body, String remark) {
    body.withObject("/" + SCHEMA).withArray("/" + REMARKS).add(remark);
  }

  /// Why nothing can be made of a resource; empty where its row says nothing of the kind.
  static Optional<UnusableResource> fault(ScimResource resource) {
    return resource.body().get(SCHEMA) instanceof ObjectNode notes && notes.has(FAULT)
        ? Optional.of(
            new UnusableResource(
                notes.path(POINTER).asString(""), notes.path(FAULT).asString("it cannot be used")))
        : Optional.empty();
  }

  /// What of a row could not be used.
  static List<String> remarks(ScimResource resource) {
    return resource.body().get(SCHEMA) instanceof ObjectNode notes
        ? notes.path(REMARKS).valueStream().map(JsonNode::asString).toList()
        : List.of();
  }
}
