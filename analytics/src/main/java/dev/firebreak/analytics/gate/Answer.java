package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.whatif.WhatIf;
import java.util.List;

/// What a change would do.
///
/// @param outcome what would open and close, and the first of those who would reach other resources
/// @param widened what stays open and would concern more than now, the worst first
/// @param changed how many identities would reach other resources
/// @param before the weighted blast radii of those, added up
/// @param after the same after the change
/// @param method how that was found
public record Answer(
    WhatIf outcome, List<Widened> widened, int changed, long before, long after, Method method) {

  public Answer {
    widened = List.copyOf(widened);
  }
}
