package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Gives an account back what it said of being active.
///
/// @param resource the account
/// @param sourceName what people call its source
/// @param found what it said; empty where it said nothing
public record Reactivate(NodeKey resource, String principalName, String sourceName, ArrayNode found)
    implements Restoring {

  @Override
  public NodeKey principal() {
    return resource;
  }

  @Override
  public String attribute() {
    return Deactivate.ACTIVE;
  }

  @Override
  public String value() {
    return found.isEmpty() ? "" : found.get(0).asString("");
  }

  @Override
  public ScimWrite write() {
    return ScimWrite.Patch.of(
        found.isEmpty()
            ? PatchRequest.remove(Deactivate.PATH)
            : PatchRequest.replace(Deactivate.PATH, found.get(0)));
  }

  @Override
  public String sentence() {
    return "Switch " + principalName + " on again in " + sourceName;
  }

  @Override
  public SortedSet<String> valuesIn(ScimResource shown) {
    return flag(shown);
  }

  @Override
  public List<JsonNode> touched(ScimResource shown) {
    return shown.values(Deactivate.ACTIVE);
  }

  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    return found.isEmpty()
        ? Collections.emptySortedSet()
        : PlannedChange.set(String.valueOf(value().equalsIgnoreCase("true")));
  }

  @Override
  public SortedSet<String> assumed() {
    return PlannedChange.set("false");
  }

  /// `true`, `false`, or nothing where the source does not say.
  static SortedSet<String> flag(ScimResource shown) {
    return shown
        .flag(Deactivate.ACTIVE)
        .map(active -> PlannedChange.set(String.valueOf(active)))
        .orElse(Collections.emptySortedSet());
  }
}
