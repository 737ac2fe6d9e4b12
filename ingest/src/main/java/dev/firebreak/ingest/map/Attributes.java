package dev.firebreak.ingest.map;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The attributes of one resource, read by path. What an attribute says wrongly is noted as a
/// problem that names source, resource and attribute, and counts as unsaid.
final class Attributes {

  private static final int QUOTED = 60;

  private final String source;
  private final ResourceType type;
  private final ScimResource resource;
  private final List<String> problems;

  Attributes(String source, ResourceType type, ScimResource resource, List<String> problems) {
    this.source = source;
    this.type = type;
    this.resource = resource;
    this.problems = problems;
  }

  String source() {
    return source;
  }

  ResourceType type() {
    return type;
  }

  /// @throws dev.firebreak.scim.resource.ScimFailure if the resource has no id
  String id() {
    return resource.id();
  }

  /// The id, where the type may go without.
  @Nullable String idIfAny() {
    return resource.text("id").orElse(null);
  }

  /// The key of a resource of this source.
  String key(ResourceType of, String id) {
    return new NodeKey(source, of.typeName(), id).value();
  }

  @Nullable String version() {
    return resource.version().orElse(null);
  }

  /// The text at `path`, or null when the resource has none.
  @Nullable String text(@Nullable String path) {
    if (path == null) {
      return null;
    }
    Optional<String> text = resource.text(path);
    if (text.isEmpty() && resource.values(path).stream().anyMatch(value -> !isBlank(value))) {
      problem(path, "is no text; it counts as unknown");
    }
    return text.orElse(null);
  }

  /// The first of several paths that has a text.
  @Nullable String firstText(String... paths) {
    for (String path : paths) {
      String text = text(path);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// True, false, or null for unknown.
  @Nullable Boolean flag(String path) {
    Optional<Boolean> flag = resource.flag(path);
    if (flag.isEmpty() && !resource.values(path).isEmpty()) {
      problem(path, "is neither true nor false; it counts as unknown");
    }
    return flag.orElse(null);
  }

  /// Every value at `path` as a text.
  List<String> texts(String path) {
    return resource.texts(path);
  }

  /// The elements of a multi-valued attribute.
  List<JsonNode> values(String path) {
    return resource.values(path);
  }

  /// The one resource that a complex attribute refers to.
  Optional<Reference> reference(String path) {
    return values(path).stream().flatMap(value -> Reference.of(value).stream()).findFirst();
  }

  /// The resources that a multi-valued attribute refers to.
  List<Reference> references(String path) {
    return values(path).stream()
        .flatMap(value -> {
          Optional<Reference> reference = Reference.of(value);
          if (reference.isEmpty()) {
            problem(path, "has an element without a value; it is not read");
          }
          return reference.stream();
        })
        .toList();
  }

  /// Notes that something at `path` cannot be used.
  void problem(String path, String what) {
    problems.add("source %s: %s: %s %s".formatted(source, label(), path, what));
  }

  /// Type and id.
  String label() {
    return type.typeName() + " " + resource.text("id").orElse("without id");
  }

  /// A value as a problem may repeat it.
  static String quoted(String value) {
    return "'" + (value.length() > QUOTED ? value.substring(0, QUOTED) + "…" : value) + "'";
  }

  private static boolean isBlank(JsonNode value) {
    return value.isString() && value.asString().isBlank();
  }
}
