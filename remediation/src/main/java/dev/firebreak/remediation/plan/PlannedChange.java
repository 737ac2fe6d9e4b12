package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One change of one attribute of one resource, made by one [ScimWrite]. A change that its source
/// could not carry out is never constructed, see [dev.firebreak.analytics.cut.Eligibility].
public sealed interface PlannedChange permits Taking, Restoring {

  /// The resource that is changed.
  NodeKey resource();

  /// The account or group that loses or gets something by it.
  NodeKey principal();

  /// What people call the principal.
  String principalName();

  /// The attribute of [#resource()] that changes, as a SCIM path: `members`.
  String attribute();

  /// The value that goes or comes.
  String value();

  /// The change as the standard says it best. What is really sent is chosen for each source, see
  /// [WriteChoice].
  ScimWrite write();

  /// Whether the whole resource goes, not only a value of it.
  default boolean takesResource() {
    return write() instanceof ScimWrite.Delete;
  }

  /// Whether the resource is made by it.
  default boolean makesResource() {
    return write() instanceof ScimWrite.Post;
  }

  /// The change as an instruction: `Remove m.okonjo from STR-Finance-Batch`.
  String sentence();

  /// The id of the source that is changed.
  default String source() {
    return resource().source();
  }

  /// A short name, unique within a plan; the same change always has the same one.
  default String id() {
    return CanonicalJson.sha256(
            JsonNodeFactory.instance
                .arrayNode()
                .add(resource().value())
                .add(attribute())
                .add(value()))
        .substring(0, 8);
  }

  /// The values of the attribute that a resource shows, as a set: service providers repeat values.
  default SortedSet<String> valuesIn(ScimResource shown) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(shown.texts(attribute())));
  }

  /// The elements of the attribute that the change takes away, replaces or adds to, as shown.
  default List<JsonNode> touched(ScimResource shown) {
    return shown.values(attribute()).stream()
        .filter(element ->
            AttributePath.scalar(element)
                .filter(value -> value.asString("").equals(value()))
                .isPresent())
        .toList();
  }

  /// The values that should be there when these were there before.
  SortedSet<String> applyTo(SortedSet<String> before);

  /// Whether these values need no change any more.
  default boolean isDone(SortedSet<String> values) {
    return applyTo(values).equals(values);
  }

  /// The values by which the change is needed, for a source that cannot be asked.
  SortedSet<String> assumed();

  /// What it takes out of the graph, as far as that is single memberships and grants.
  default List<Removal> removals() {
    return List.of();
  }

  /// These values, never to be changed.
  static SortedSet<String> set(String... values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(List.of(values)));
  }
}
