package dev.firebreak.remediation.run;

import java.time.Duration;

/// What follows from an answer, or from what a resource shows.
sealed interface Conclusion {
  /// The action is over.
  record Over(Ended ended) implements Conclusion {}

  /// The source did nothing and may be asked again.
  ///
  /// @param after how long to wait first
  record Again(Duration after) implements Conclusion {}

  /// It may have happened or not: the resource must be read before anything else.
  ///
  /// @param because what went wrong, as a part of a sentence
  record Unsure(String because) implements Conclusion {}
}
