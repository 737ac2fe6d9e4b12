package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/// Gives a grant, or an account, an end.
///
/// @param resource the user or group that carries it
/// @param where where its source keeps the end
/// @param name what people call what ends
/// @param principal whoever loses it then, commonly the resource itself
/// @param end from when on it is held no more, to the second
public record SetEndDate(
    NodeKey resource,
    EndDate where,
    String name,
    NodeKey principal,
    String principalName,
    Instant end)
    implements Taking {

  public SetEndDate {
    end = end.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public String attribute() {
    return where.path().print();
  }

  @Override
  public String value() {
    return end.toString();
  }

  @Override
  public ScimWrite write() {
    return ScimWrite.Patch.of(PatchRequest.replace(where.path(), StringNode.valueOf(value())));
  }

  @Override
  public String sentence() {
    return "End %s of %s at %s".formatted(name, principalName, end);
  }

  @Override
  public SortedSet<String> valuesIn(ScimResource shown) {
    return where.valuesIn(shown);
  }

  @Override
  public List<JsonNode> touched(ScimResource shown) {
    return where.in(shown);
  }

  /// What is not held has no end to be set.
  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    return before.isEmpty() && !where.held().isEmpty() ? before : where.value(value());
  }

  @Override
  public SortedSet<String> assumed() {
    return where.value(null);
  }

  @Override
  public RestoreEndDate inverse(ArrayNode taken) {
    return new RestoreEndDate(resource, where, name, principal, principalName, taken);
  }
}
