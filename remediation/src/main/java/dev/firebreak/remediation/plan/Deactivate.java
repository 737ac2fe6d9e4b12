package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;

/// Switches an account off. It keeps what it holds.
///
/// @param resource the account
/// @param sourceName what people call its source
public record Deactivate(NodeKey resource, String principalName, String sourceName)
    implements PlannedChange {

  /// The attribute that says whether an account can be used (RFC 7643 §4.1.1).
  public static final String ACTIVE = "active";

  private static final ScimPath PATH = ScimPath.parse(ACTIVE);

  @Override
  public NodeKey principal() {
    return resource;
  }

  @Override
  public String attribute() {
    return ACTIVE;
  }

  @Override
  public String value() {
    return "false";
  }

  @Override
  public ScimWrite write() {
    return new ScimWrite.Patch(
        PatchRequest.replace(PATH, JsonNodeFactory.instance.booleanNode(false)));
  }

  @Override
  public String sentence() {
    return "Deactivate " + principalName + " in " + sourceName;
  }

  /// `true`, `false`, or nothing where the source does not say.
  @Override
  public SortedSet<String> valuesIn(ScimResource shown) {
    TreeSet<String> values = new TreeSet<>();
    shown.flag(ACTIVE).ifPresent(active -> values.add(String.valueOf(active)));
    return Collections.unmodifiableSortedSet(values);
  }

  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(java.util.Set.of(value())));
  }

  @Override
  public PatchRequest inverse(Precondition before) {
    return before.slice().isEmpty()
        ? PatchRequest.remove(PATH)
        : PatchRequest.replace(PATH, before.slice().get(0));
  }
}
