package dev.firebreak.remediation.plan;

import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.remediation.evidence.SeenEvidence;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What must still be so when a change is sent: the attribute it touches, as it was read when the
/// plan was frozen. Earlier changes of the same plan are taken as made.
///
/// @param changeId the change that it belongs to
/// @param attribute the attribute
/// @param digest [#digest] of its values
/// @param count how many values it has
/// @param slice the elements that the change takes away or replaces, as found; the resource itself
///   where that goes
/// @param version the resource's version, null where its source has none that can be relied on
public record Precondition(
    String changeId,
    String attribute,
    String digest,
    int count,
    ArrayNode slice,
    @Nullable String version) {

  /// Reads the precondition of a change off a resource.
  ///
  /// @param values the values of the attribute, earlier changes of the plan applied
  public static Precondition of(PlannedChange change, Live live, SortedSet<String> values) {
    return new Precondition(
        change.id(),
        change.attribute(),
        digest(change.attribute(), values),
        values.size(),
        slice(change, live),
        live.version());
  }

  /// SHA-256 of the attribute's name and its values in order, each once. Display names and
  /// references do not count.
  public static String digest(String attribute, SortedSet<String> values) {
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    image.put("attribute", attribute);
    ArrayNode list = image.putArray("values");
    values.forEach(list::add);
    return CanonicalJson.sha256(image);
  }

  /// What an attribute holds, to be kept for a later look.
  public static SeenEvidence.Held held(String attribute, SortedSet<String> values) {
    return new SeenEvidence.Held(
        digest(attribute, values),
        values.size(),
        values.size() > SeenEvidence.Held.MOST ? null : List.copyOf(values));
  }

  /// Whether the attribute still has the values it had.
  public boolean matches(SortedSet<String> values) {
    return digest(attribute, values).equals(digest);
  }

  /// The elements of the touched attribute that a change takes away or replaces, or the resource
  /// without its `meta` where all of it goes. Numbers are left out: SCIM has none in these
  /// attributes.
  static ArrayNode slice(PlannedChange change, Live live) {
    ArrayNode slice = JsonNodeFactory.instance.arrayNode();
    if (change.takesResource()) {
      return slice.add(whole(live.resource().body().deepCopy().without("meta")));
    }
    change.touched(live.resource()).forEach(element -> slice.add(plain(element)));
    return slice;
  }

  private static JsonNode whole(JsonNode value) {
    if (value.isObject()) {
      ObjectNode whole = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(member -> {
            if (!member.getValue().isNumber()) {
              whole.set(member.getKey(), whole(member.getValue()));
            }
          });
      return whole;
    }
    if (value.isArray()) {
      ArrayNode whole = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> {
        if (!element.isNumber()) {
          whole.add(whole(element));
        }
      });
      return whole;
    }
    return value;
  }

  private static JsonNode plain(JsonNode element) {
    if (!element.isObject()) {
      return element;
    }
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    element
        .properties()
        .forEach(member -> {
          if (member.getValue().isString() || member.getValue().isBoolean()) {
            plain.set(member.getKey(), member.getValue());
          }
        });
    return plain;
  }
}
