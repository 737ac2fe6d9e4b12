package dev.firebreak.remediation.plan;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/// Gives a grant, or an account, back the end that it had, or takes its end away where it had none.
///
/// @param resource the user or group that carries it
/// @param where where its source keeps the end
/// @param name what people call what ends
/// @param found the grant, or the end, as it was
public record RestoreEndDate(
    NodeKey resource,
    EndDate where,
    String name,
    NodeKey principal,
    String principalName,
    ArrayNode found)
    implements Restoring {

  @Override
  public String attribute() {
    return where.path().print();
  }

  @Override
  public String value() {
    return end().orElse("");
  }

  @Override
  public ScimWrite write() {
    return ScimWrite.Patch.of(
        end()
            .map(end -> PatchRequest.replace(where.path(), StringNode.valueOf(end)))
            .orElseGet(() -> PatchRequest.remove(where.path())));
  }

  @Override
  public String sentence() {
    return end()
        .map(end -> "Let %s of %s end at %s as before".formatted(name, principalName, end))
        .orElseGet(() -> "Take the end off %s of %s".formatted(name, principalName));
  }

  @Override
  public SortedSet<String> valuesIn(ScimResource shown) {
    return where.valuesIn(shown);
  }

  @Override
  public List<JsonNode> touched(ScimResource shown) {
    return where.in(shown);
  }

  @Override
  public SortedSet<String> applyTo(SortedSet<String> before) {
    return before.isEmpty() && !where.held().isEmpty() ? before : where.value(end().orElse(null));
  }

  @Override
  public SortedSet<String> assumed() {
    return where.value("?");
  }

  private Optional<String> end() {
    return found.isEmpty() ? Optional.empty() : where.end(found.get(0));
  }
}
