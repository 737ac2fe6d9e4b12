package dev.firebreak.web.api;

import dev.firebreak.ingest.usage.EventIntake;
import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.web.config.Firebreak;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The usage feeds that are pushed. The key of one is read when its first event comes, and again
/// with each event while it cannot be read.
@Component
final class EventFeeds {

  private static final Logger log = LoggerFactory.getLogger(EventFeeds.class);

  private final Firebreak firebreak;
  private final Map<String, UsageFeedConfig> declared = new HashMap<>();
  private final ConcurrentMap<String, EventIntake> open = new ConcurrentHashMap<>();

  EventFeeds(Firebreak firebreak) {
    this.firebreak = firebreak;
    for (UsageFeedConfig feed : Objects.requireNonNull(firebreak.config().usage())) {
      if (feed.push() != null && feed.id() != null) {
        declared.put(feed.id(), feed);
      }
    }
  }

  /// Whether a feed of this id is declared.
  boolean knows(String id) {
    return declared.containsKey(id);
  }

  /// The intake of a feed; empty where there is no such feed, or its key cannot be used.
  Optional<EventIntake> intake(String id) {
    UsageFeedConfig feed = declared.get(id);
    if (feed == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          open.computeIfAbsent(
              id, _ -> new EventIntake(firebreak.graph(), firebreak.clock(), feed)));
    } catch (IllegalArgumentException e) {
      log.warn("usage feed {} takes no events: {}", id, e.getMessage());
      return Optional.empty();
    }
  }
}
