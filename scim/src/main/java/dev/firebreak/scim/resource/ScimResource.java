package dev.firebreak.scim.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One resource as its service provider sent it (RFC 7643 §3), unknown attributes and all.
///
/// The accessors take the paths of [AttributePath], and throw [IllegalArgumentException] for
/// anything else. Null, `[]` and absent are one state: unassigned, hence empty.
///
/// @param body the JSON object; not copied
public record ScimResource(ObjectNode body) {
  private static final int MOST_PATHS = 2_000;
  private static final Map<String, AttributePath> PATHS = new ConcurrentHashMap<>();

  /// Reads one resource from its JSON text.
  ///
  /// @throws ScimFailure MALFORMED, when `json` is not one JSON object
  public static ScimResource parse(String json) {
    try {
      if (ScimJson.MAPPER.readTree(json) instanceof ObjectNode object) {
        return new ScimResource(object);
      }
    } catch (JacksonException e) {
      throw notAResource(ScimJson.complaint(e));
    }
    throw notAResource("JSON that is no object");
  }

  /// The service provider's own key of this resource (RFC 7643 §3.1).
  ///
  /// @throws ScimFailure MALFORMED, when there is none
  public String id() {
    return text("id")
        .orElseThrow(() ->
            new ScimFailure(
                ScimFailure.Kind.MALFORMED,
                label()
                    + " has no \"id\", which its service provider must assign (RFC 7643 §3.1)"));
  }

  public Optional<String> externalId() {
    return text("externalId");
  }

  /// `meta.version` as it stands, weak prefix and quotes included.
  public Optional<String> version() {
    return text("meta.version");
  }

  /// The value at `path`, an array as it stands; see [AttributePath#in].
  public Optional<JsonNode> attribute(String path) {
    return path(path).in(body);
  }

  /// The value at `path` as a string: of several, the primary one, else the first; of a complex
  /// one, its `value`. A blank one is empty.
  public Optional<String> text(String path) {
    return attribute(path)
        .flatMap(AttributePath::preferred)
        .flatMap(AttributePath::scalar)
        .map(JsonNode::asString)
        .filter(text -> !text.isBlank());
  }

  /// Every value at `path` as a string, of complex ones their `value`; blank ones are left out.
  public List<String> texts(String path) {
    return values(path).stream()
        .flatMap(value -> AttributePath.scalar(value).stream())
        .map(JsonNode::asString)
        .filter(text -> !text.isBlank())
        .toList();
  }

  /// The elements of a multi-valued attribute; a single value counts as one element.
  public List<JsonNode> values(String path) {
    return path(path).valuesIn(body);
  }

  /// Mappings ask for the same few paths of every resource.
  private static AttributePath path(String text) {
    AttributePath known = PATHS.get(text);
    if (known != null) {
      return known;
    }
    AttributePath parsed = AttributePath.parse(text);
    if (PATHS.size() < MOST_PATHS) {
      PATHS.put(text, parsed);
    }
    return parsed;
  }

  /// A boolean, or a string that spells one in any case. Anything else is unknown, hence empty.
  public Optional<Boolean> flag(String path) {
    return text(path)
        .flatMap(text ->
            text.equalsIgnoreCase("true")
                ? Optional.of(true)
                : text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty());
  }

  /// Type and id only: a body holds personal data, which has no place in a log.
  @Override
  public String toString() {
    return "ScimResource["
        + text("meta.resourceType").orElse("?")
        + " "
        + text("id").orElse("?")
        + "]";
  }

  private static ScimFailure notAResource(String instead) {
    return new ScimFailure(
        ScimFailure.Kind.MALFORMED, "A SCIM resource was expected, but the text is " + instead);
  }

  private String label() {
    String type = text("meta.resourceType").orElse("A resource");
    return text("userName")
        .or(() -> text("displayName"))
        .or(() -> text("name"))
        .map(name -> type + " \"" + name + "\"")
        .orElse(type);
  }
}
