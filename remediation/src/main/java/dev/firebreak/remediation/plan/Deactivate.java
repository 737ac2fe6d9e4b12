package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Switches an account off. It keeps what it holds.
///
/// @param resource the account
/// @param sourceName what people call its source
public record Deactivate(NodeKey resource, String principalName, String sourceName)
    implements Taking {

  /// The attribute that says whether an account can be used (RFC 7643 §4.1.1).
  public static final String ACTIVE = "active";

  static final ScimPath PATH = ScimPath.parse(ACTIVE);

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
    return ScimWrite.Patch.of(
        PatchRequest.replace(PATH, JsonNodeFactory.instance.booleanNode(false)));
  }

  @Override
  public String sentence() {
    return "Deactivate " + principalName + " in " + sourceName;
  }

  /// `true`, `false`, or nothing where the source does not say.
  @Override
  public SortedSet<String> valuesIn(ScimResource shown) {
    return Reactivate.flag(shown);
  }

  @Override
  public List<JsonNode> touched(ScimResource shown) {
    return shown.values(ACTIVE);
  }

  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    return PlannedChange.set(value());
  }

  @Override
  public SortedSet<String> assumed() {
    return PlannedChange.set("true");
  }

  @Override
  public Reactivate inverse(ArrayNode taken) {
    return new Reactivate(resource, principalName, sourceName, taken);
  }
}
