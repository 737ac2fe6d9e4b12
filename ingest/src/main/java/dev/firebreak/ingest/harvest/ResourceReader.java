package dev.firebreak.ingest.harvest;

import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ListingJournal;
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

  /// The same, told page by page and taken up where it was cut off, where there are pages.
  ///
  /// @param soFar is called on this thread after each page, with what came until then
  /// @param journal has the pages that were read before it was cut off, and gets those that are
  ///   read now
  /// @throws ScimFailure when the source cannot be read
  default Listing list(
      ResourceType type,
      Consumer<ScimResource> each,
      Consumer<Listing> soFar,
      ListingJournal journal) {
    return list(type, each);
  }

  /// Reads from a SCIM service provider.
  static ResourceReader of(ScimClient client) {
    return new ResourceReader() {
      @Override
      public Listing list(ResourceType type, Consumer<ScimResource> each) {
        return client.list(type, Map.of(), each);
      }

      @Override
      public Listing list(
          ResourceType type,
          Consumer<ScimResource> each,
          Consumer<Listing> soFar,
          ListingJournal journal) {
        return client.list(type, Map.of(), each, soFar, journal);
      }
    };
  }
}
