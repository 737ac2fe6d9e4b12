package dev.firebreak.web.view;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.web.config.FirebreakConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Which endpoints the last harvest of a source should have read and never got to, as after the
/// first one could not be reached.
@Component
public final class UnreadEndpoints {

  private final FirebreakConfig config;

  UnreadEndpoints(FirebreakConfig config) {
    this.config = config;
  }

  /// The endpoints, in the order in which they would have been read, by the id of the source.
  /// Sources that were never harvested, or no longer are, have none.
  public Map<String, List<String>> of(List<SourcePages.SourceView> sources) {
    Map<String, SourceConfig> declared =
        Objects.requireNonNull(config.sources()).stream()
            .collect(Collectors.toMap(SourceConfig::id, source -> source));
    Map<String, List<String>> unread = new HashMap<>();
    for (SourcePages.SourceView view : sources) {
      SourceConfig source = declared.get(view.source().id());
      Harvests.Receipt last = view.source().last();
      if (source != null && last != null) {
        Set<String> read =
            last.parts().stream().map(Harvests.Part::endpoint).collect(Collectors.toSet());
        unread.put(
            source.id(),
            source.reads().stream()
                .map(ResourceType::endpoint)
                .filter(endpoint -> !read.contains(endpoint))
                .toList());
      }
    }
    return unread;
  }
}
