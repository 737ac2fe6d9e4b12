package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.evidence.CanonicalJson;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;

/// One change of one attribute of one resource, sent as one [ScimWrite]. A change that its source
/// could not carry out is never constructed, see [dev.firebreak.analytics.cut.Eligibility].
public sealed interface PlannedChange permits Removing, Deactivate {

  /// The resource that is changed.
  NodeKey resource();

  /// The account or group that loses something by it.
  NodeKey principal();

  /// What people call the principal.
  String principalName();

  /// The attribute of [#resource()] that changes, as a SCIM path: `members`.
  String attribute();

  /// The value that goes, or for a [Deactivate] the value that comes.
  String value();

  /// What is sent.
  ScimWrite write();

  /// Whether the whole resource goes, not only a value of it.
  default boolean takesResource() {
    return write() instanceof ScimWrite.Delete;
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

  /// The values that should be there when these were there before.
  default SortedSet<String> applyTo(SortedSet<String> before) {
    TreeSet<String> after = new TreeSet<>(before);
    after.remove(value());
    return Collections.unmodifiableSortedSet(after);
  }

  /// Whether these values need no change any more.
  default boolean isDone(SortedSet<String> values) {
    return applyTo(values).equals(values);
  }

  /// What would give back exactly what was taken, as it was found.
  ///
  /// @param before the precondition of this change
  /// @throws UnsupportedOperationException if it [#takesResource()]: no patch gives back what is
  ///   gone, it is to be made again as the precondition shows it
  default PatchRequest inverse(Precondition before) {
    return new PatchRequest(List.of(new PatchOp.Add(ScimPath.parse(attribute()), before.slice())));
  }
}
