package dev.firebreak.scim.patch;

import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.ScimResource;
import tools.jackson.databind.JsonNode;

/// What two resources are compared by.
final class States {
  private States() {}

  static JsonNode of(ScimResource resource) {
    return Assigned.state(resource.body());
  }
}
