package dev.firebreak.scim.patch;

import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributePath;
import dev.firebreak.scim.resource.AttributeRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an operation must leave as it is: read-only attributes their value, required ones a value.
/// An operation that names one and changes nothing is allowed.
final class FixedAttributes {
  private final ObjectNode resource;
  private final AttributeRules rules;
  private final Map<String, List<JsonNode>> readOnly = new HashMap<>();
  private final Map<String, List<JsonNode>> required = new HashMap<>();

  FixedAttributes(ObjectNode resource, AttributeRules rules) {
    this.resource = resource;
    this.rules = rules;
    remember(rules.readOnly(), readOnly);
    remember(rules.required(), required);
  }

  /// Compares with the resource as it is now.
  ///
  /// @throws PatchRefused MUTABILITY
  void requireUnchanged() {
    for (String name : rules.readOnly()) {
      if (!values(name).equals(readOnly.get(name))) {
        throw new PatchRefused(ScimType.MUTABILITY, "\"" + name + "\" is read-only");
      }
    }
    required.forEach((name, before) -> {
      if (!before.isEmpty() && values(name).isEmpty()) {
        throw new PatchRefused(ScimType.MUTABILITY, "\"" + name + "\" is required");
      }
    });
  }

  private void remember(Set<String> names, Map<String, List<JsonNode>> into) {
    names.forEach(name -> into.put(name, values(name)));
  }

  private List<JsonNode> values(String name) {
    return AttributePath.parse(name).valuesIn(resource).stream()
        .map(Assigned::state)
        .filter(state -> !state.isNull())
        .toList();
  }
}
