package dev.firebreak.ingest.harvest;

import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Map;
import java.util.function.Consumer;

/// Where the resources of a source come from.
@FunctionalInterface
public interface ResourceReader {

  /// Hands out every resource of a type once.
  ///
  /// @param each is called on this thread; what it throws comes through
  /// @return how many there were, and whether these were all
  /// @throws ScimFailure when the source cannot be read
  Listing list(ResourceType type, Consumer<ScimResource> each);

  /// Reads from a SCIM service provider.
  static ResourceReader of(ScimClient client) {
    return (type, each) -> client.list(type, Map.of(), each);
  }
}
