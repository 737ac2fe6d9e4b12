package dev.firebreak.remediation.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as a line of a list.
public record RunSummary(
    String id,
    RunState state,
    List<String> findingIds,
    String proposedBy,
    Instant proposedAt,
    @Nullable Instant finishedAt,
    List<RunItem> items) {

  public RunSummary {
    findingIds = List.copyOf(findingIds);
    items = List.copyOf(items);
  }

  /// How many actions are in this state.
  public long count(ItemState state) {
    return items.stream().filter(item -> item.state() == state).count();
  }
}
