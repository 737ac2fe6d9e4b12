package dev.firebreak.remediation.plan;

import dev.firebreak.graph.snapshot.Edge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a [Planner] must know beside the graph.
///
/// @param changeable whether the source with this id may be changed
/// @param neverTouch who is left alone
/// @param lastUsed when a granting edge was last used; empty where nobody can tell
/// @param useWindow how long ago a use may be to count as one
public record PlanningRules(
    Predicate<String> changeable,
    NeverTouch neverTouch,
    Function<Edge, Optional<Instant>> lastUsed,
    Duration useWindow) {

  /// Every source may be changed, nobody is protected, no use is known.
  public static final PlanningRules OPEN =
      new PlanningRules(_ -> true, NeverTouch.NONE, _ -> Optional.empty(), Duration.ofDays(90));
}
