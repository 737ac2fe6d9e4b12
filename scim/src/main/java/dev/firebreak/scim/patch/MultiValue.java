package dev.firebreak.scim.patch;

import dev.firebreak.scim.resource.Assigned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The values of a multi-valued attribute while a patch changes them: none twice, one primary at
/// most (RFC 7643 §2.4, RFC 7644 §3.5.2).
final class MultiValue {
  private static final String PRIMARY = "primary";

  private final List<JsonNode> values = new ArrayList<>();
  private final Set<JsonNode> states = new HashSet<>();
  private final Set<JsonNode> touched = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Takes a value as it stands.
  void keep(JsonNode value) {
    if (!Assigned.isUnassigned(value) && states.add(Assigned.state(value))) {
      values.add(value);
    }
  }

  /// Takes a value that the patch sets; one that is there already changes nothing.
  void put(JsonNode value) {
    int before = values.size();
    keep(value);
    if (values.size() > before) {
      touched.add(value);
    }
  }

  /// The values, with `primary` false on all others when the patch sets a primary one.
  ///
  /// @throws PatchRefused when it sets several
  ArrayNode toArray() {
    List<JsonNode> chosen = touched.stream().filter(MultiValue::isPrimary).toList();
    if (chosen.size() > 1) {
      throw new PatchRefused(ScimType.INVALID_VALUE, "several values would be the primary one");
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
    for (JsonNode value : values) {
      if (!chosen.isEmpty() && !chosen.getFirst().equals(value) && isPrimary(value)) {
        ((ObjectNode) value).set(Members.spelled((ObjectNode) value, PRIMARY), BooleanNode.FALSE);
      }
      array.add(value);
    }
    return array;
  }

  private static boolean isPrimary(JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      return false;
    }
    JsonNode primary = Members.value(object, PRIMARY);
    return primary != null && primary.isBoolean() && primary.booleanValue();
  }
}
