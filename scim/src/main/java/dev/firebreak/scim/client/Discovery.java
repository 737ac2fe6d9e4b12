package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a service provider says of itself on its discovery pages (RFC 7644 §4). Claims, and often
/// wrong ones.
///
/// @param capabilities its configuration
/// @param types its resource types; empty when it says nothing of them
/// @param schemas its schemas; empty when it says nothing of them
public record Discovery(
    CapabilityClaim capabilities, List<ServedType> types, List<ServedSchema> schemas) {

  public Discovery {
    types = List.copyOf(types);
    schemas = List.copyOf(schemas);
  }

  /// A resource type (RFC 7643 §6).
  ///
  /// @param endpoint below the base URL, such as `/Users`; null when it does not say
  /// @param schema the URN of its base schema, or null
  /// @param extensions the URNs of what else its resources may hold
  /// @param body as it was received
  public record ServedType(
      String name,
      @Nullable String endpoint,
      @Nullable String schema,
      List<String> extensions,
      ScimResource body) {
    public ServedType {
      extensions = List.copyOf(extensions);
    }
  }

  /// A schema (RFC 7643 §7).
  ///
  /// @param id its URN
  /// @param attributes the names of its top-level attributes
  /// @param body as it was received
  public record ServedSchema(
      String id, @Nullable String name, List<String> attributes, ScimResource body) {
    public ServedSchema {
      attributes = List.copyOf(attributes);
    }
  }

  /// The type of this name, without regard to case.
  public Optional<ServedType> type(String name) {
    return types.stream().filter(type -> type.name().equalsIgnoreCase(name)).findFirst();
  }

  /// The served type that is `wanted`: by name, or else by the last part of its schema's URN.
  public Optional<ServedType> type(ResourceType wanted) {
    return served(types, wanted);
  }

  static Optional<ServedType> served(List<ServedType> types, ResourceType wanted) {
    String name = wanted.typeName();
    return types.stream()
        .filter(type -> type.name().equalsIgnoreCase(name))
        .findFirst()
        .or(() -> types.stream().filter(type -> isSchemaOf(type.schema(), name)).findFirst());
  }

  private static boolean isSchemaOf(@Nullable String schema, String name) {
    String urn = schema == null ? "" : schema.toLowerCase(Locale.ROOT);
    return urn.endsWith(":" + name.toLowerCase(Locale.ROOT)) && !urn.contains(":extension:");
  }

  /// The schema of this URN, without regard to case.
  public Optional<ServedSchema> schema(String id) {
    return schemas.stream().filter(schema -> schema.id().equalsIgnoreCase(id)).findFirst();
  }

  /// What a page of resource types says; one without a name is left out.
  static List<ServedType> types(JsonNode page) {
    var types = new ArrayList<ServedType>();
    for (ScimResource each : elements(page)) {
      Optional<String> name = each.text("name").or(() -> each.text("id"));
      if (name.isPresent()) {
        types.add(
            new ServedType(
                name.get(),
                each.text("endpoint").map(Discovery::path).orElse(null),
                each.text("schema").orElse(null),
                each.values("schemaExtensions").stream()
                    .flatMap(extension -> texts(extension, "schema").stream())
                    .toList(),
                each));
      }
    }
    return types;
  }

  /// What a page of schemas says; one without an id is left out.
  static List<ServedSchema> schemas(JsonNode page) {
    var schemas = new ArrayList<ServedSchema>();
    for (ScimResource each : elements(page)) {
      Optional<String> id = each.text("id");
      if (id.isPresent()) {
        schemas.add(
            new ServedSchema(
                id.get(),
                each.text("name").orElse(null),
                each.values("attributes").stream()
                    .flatMap(attribute -> texts(attribute, "name").stream())
                    .toList(),
                each));
      }
    }
    return schemas;
  }

  /// The objects of a ListResponse, of a bare array, or of a page that is itself the only one.
  private static List<ScimResource> elements(JsonNode page) {
    JsonNode list = page;
    if (page instanceof ObjectNode object) {
      ScimResource whole = new ScimResource(object);
      if (whole.attribute("Resources").isEmpty()) {
        return whole.attribute("totalResults").isPresent() ? List.of() : List.of(whole);
      }
      list = whole.attribute("Resources").get();
    }
    var elements = new ArrayList<ScimResource>();
    for (JsonNode each : list.isArray() ? list : List.of(list)) {
      if (each instanceof ObjectNode object) {
        elements.add(new ScimResource(object));
      }
    }
    return elements;
  }

  private static List<String> texts(JsonNode node, String name) {
    return node instanceof ObjectNode object
        ? new ScimResource(object).text(name).stream().toList()
        : List.of();
  }

  /// Some give the whole address, some leave the slash out.
  private static String path(String endpoint) {
    String path =
        endpoint.toLowerCase(Locale.ROOT).startsWith("http")
            ? endpoint.replaceFirst("^.*/", "")
            : endpoint;
    return path.startsWith("/") ? path : "/" + path;
  }
}
