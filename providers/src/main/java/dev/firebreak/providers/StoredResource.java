package dev.firebreak.providers;

import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;

/// A resource of any type on its way between the store and the SCIM-SDK; the schema of its type
/// says what is in it.
@SuppressWarnings("unchecked") // the return type of ObjectNode.deepCopy, inherited
public final class StoredResource extends ResourceNode {

  /// An empty resource; the SCIM-SDK fills it.
  public StoredResource() {}
}
