package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.run.FindingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One turn in a finding's history, in words.
///
/// @param what what happened, and who decided or noticed
/// @param said the reason or comment; empty for none
public record HistoryLine(String what, String said, Instant at) {

  static HistoryLine of(FindingEvent event) {
    return new HistoryLine(what(event), event.text() == null ? "" : event.text(), event.at());
  }

  private static String what(FindingEvent event) {
    return switch (event.change()) {
      case OPENED -> "Opened" + noticed(event.run());
      case REOPENED -> "Reopened" + reopened(event);
      case RESOLVED -> "Resolved" + noticed(event.run());
      case MITIGATED -> "Mitigated" + noticed(event.run());
      case UPCOMING -> "Upcoming" + noticed(event.run());
      case ACCEPTED ->
          event.by() == null || event.until() == null
              ? "Accepted as before" + noticed(event.run())
              : "Accepted by %s until %s".formatted(event.by(), Wording.time(event.until()));
      case ASSIGNED ->
          "Assigned to %s by %s"
              .formatted(event.assignee() == null ? "nobody" : event.assignee(), event.by());
      case COMMENTED -> "Comment by " + event.by();
    };
  }

  private static String reopened(FindingEvent event) {
    return switch (event.cause()) {
      case CAME_BACK -> noticed(event.run()) + ": it came back";
      case ACCEPTANCE_ENDED ->
          ": its acceptance ended"
              + (event.run() == null ? "" : ", noticed" + noticed(event.run()));
      case ACCEPTANCE_WITHDRAWN -> ": %s withdrew the acceptance".formatted(event.by());
      case MITIGATION_ENDED -> noticed(event.run()) + ": its mitigation ended";
      case null -> noticed(event.run());
    };
  }

  private static String noticed(@Nullable String run) {
    return run == null ? "" : " by analysis " + run;
  }
}
