package dev.firebreak.ingest.harvest;

import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.ScimPage;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a source can be asked between two full harvests.
public interface ChangeReader {

  /// How many resources of a type there are, or match a filter.
  ///
  /// @param filter of RFC 7644 §3.4.2.2; null for all
  /// @return null when the source does not say, or refuses the filter
  /// @throws ScimFailure when the source cannot be read
  @Nullable Integer total(ResourceType type, @Nullable String filter);

  /// Hands out the resources that match a filter, each once.
  ///
  /// @throws ScimFailure when the source cannot be read
  Listing matching(ResourceType type, String filter, Consumer<ScimResource> each);

  /// Reads one resource.
  ScimOutcome read(ResourceType type, String id);

  /// Asks a SCIM service provider.
  static ChangeReader of(ScimClient client) {
    return new ChangeReader() {
      @Override
      public @Nullable Integer total(ResourceType type, @Nullable String filter) {
        Map<String, String> query = new HashMap<>(Map.of("startIndex", "1", "count", "1"));
        if (filter != null) {
          query.put("filter", filter);
        }
        ScimPage page = client.page(type, query);
        return page.granted() ? page.total() : null;
      }

      @Override
      public Listing matching(ResourceType type, String filter, Consumer<ScimResource> each) {
        return client.list(type, Map.of("filter", filter), each);
      }

      @Override
      public ScimOutcome read(ResourceType type, String id) {
        return client.read(type.endpoint(), id);
      }
    };
  }
}
