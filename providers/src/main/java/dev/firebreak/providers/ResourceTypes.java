package dev.firebreak.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The resource types as data: read from the class path, completed with the default characteristics
/// of RFC 7643 section 2.2.
final class ResourceTypes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResourceTypes() {}

  /// One resource type and the schemas it is made of.
  ///
  /// @param name for example `ContainerPermission`
  /// @param endpoint for example `/ContainerPermissions`
  record Type(
      String name,
      String endpoint,
      ObjectNode resourceType,
      ObjectNode schema,
      List<JsonNode> extensions) {}

  static List<Type> all() {
    var types = new ArrayList<Type>();
    for (var entry : read("resource-types.json")) {
      types.add(type(entry));
    }
    return List.copyOf(types);
  }

  private static Type type(JsonNode entry) {
    var name = entry.get("name").asText();
    var endpoint = entry.get("endpoint").asText();
    var schema = schema(entry.get("schema").asText());
    var resourceType = JSON.createObjectNode();
    resourceType.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ResourceType");
    resourceType
        .put("id", name)
        .put("name", name)
        .put("description", schema.get("description").asText())
        .put("endpoint", endpoint)
        .put("schema", schema.get("id").asText());
    var extensions = new ArrayList<JsonNode>();
    var declared = resourceType.putArray("schemaExtensions");
    for (var extension : entry.get("extensions")) {
      var extensionSchema = schema(extension.asText());
      extensions.add(extensionSchema);
      declared.addObject().put("schema", extensionSchema.get("id").asText()).put("required", false);
    }
    return new Type(name, endpoint, resourceType, schema, List.copyOf(extensions));
  }

  private static ObjectNode schema(String name) {
    var stated = read("schemas/" + name + ".json");
    var schema = JSON.createObjectNode();
    schema.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Schema");
    schema.setAll((ObjectNode) stated);
    var attributes = (ArrayNode) schema.get("attributes");
    if (!schema.get("id").asText().contains(":extension:") && !name.equals("linked-object")) {
      attributes.insert(0, idAttribute());
    }
    attributes.forEach(ResourceTypes::complete);
    return schema;
  }

  /// Without it in the schema, the SCIM-SDK leaves the id out of its answers.
  private static ObjectNode idAttribute() {
    return JSON.createObjectNode()
        .put("name", "id")
        .put("description", "Identifier that the service provider gave.")
        .put("required", true)
        .put("caseExact", true)
        .put("mutability", "readOnly")
        .put("returned", "always")
        .put("uniqueness", "server");
  }

  private static void complete(JsonNode node) {
    var attribute = (ObjectNode) node;
    orElse(attribute, "type", "string");
    orElse(attribute, "mutability", "readWrite");
    orElse(attribute, "returned", "default");
    orElse(attribute, "uniqueness", "none");
    for (var flag : List.of("multiValued", "required", "caseExact")) {
      if (!attribute.has(flag)) {
        attribute.put(flag, false);
      }
    }
    attribute.path("subAttributes").forEach(ResourceTypes::complete);
  }

  private static void orElse(ObjectNode attribute, String characteristic, String value) {
    if (!attribute.has(characteristic)) {
      attribute.put(characteristic, value);
    }
  }

  private static JsonNode read(String name) {
    try (var in = ResourceTypes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no class path resource " + name + " beside ResourceTypes");
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
