package dev.firebreak.analytics.run;

import dev.firebreak.analytics.run.FindingEvent.Cause;
import dev.firebreak.analytics.run.FindingEvent.Change;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to one finding. Nothing of it is ever changed or removed.
final class FindingHistory {

  record Id(String id) {}

  record Row(
      String key,
      ZonedDateTime at,
      @Nullable String run,
      String change,
      @Nullable String cause,
      @Nullable String by,
      @Nullable String text,
      @Nullable ZonedDateTime until,
      @Nullable String assignee) {

    FindingEvent event() {
      return new FindingEvent(
          key,
          at.toInstant(),
          run,
          Change.valueOf(change),
          cause == null ? null : Cause.valueOf(cause),
          by,
          text,
          until == null ? null : until.toInstant(),
          assignee);
    }
  }

  static final Query<Id, Row> HISTORY = Query.read("workflow/finding-history", Id.class, Row.class);

  private FindingHistory() {}

  /// The history of the finding with a short name, oldest first. An acceptance that has ended says
  /// so from its end on, whether or not a run has noticed.
  static List<FindingEvent> of(IdentityGraph graph, String id, Instant now) {
    List<FindingEvent> events =
        new ArrayList<>(graph.ask(HISTORY, new Id(id)).stream().map(Row::event).toList());
    FindingEvent last =
        events.stream()
            .filter(event -> event.change().stands())
            .reduce((_, next) -> next)
            .orElse(null);
    if (last != null
        && last.change() == Change.ACCEPTED
        && last.until() != null
        && !now.isBefore(last.until())) {
      events.add(
          new FindingEvent(
              last.key(),
              last.until(),
              null,
              Change.REOPENED,
              Cause.ACCEPTANCE_ENDED,
              null,
              null,
              null,
              null));
      events.sort(Comparator.comparing(FindingEvent::at));
    }
    return List.copyOf(events);
  }
}
