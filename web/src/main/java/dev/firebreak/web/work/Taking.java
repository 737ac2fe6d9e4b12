package dev.firebreak.web.work;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.Removal;
import dev.firebreak.analytics.whatif.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a plan would have to take out of sources for an edge to go.
///
/// @param wanted the edge
/// @param removals what is taken; empty where that cannot be
/// @param use how what goes is used; null where nothing goes
/// @param reason why it cannot be taken, in a phrase; empty where it can
public record Taking(
    Change.Remove wanted, List<Removal> removals, @Nullable EdgeUse use, String reason) {

  public Taking {
    removals = List.copyOf(removals);
    if (removals.isEmpty() == reason.isEmpty()) {
      throw new IllegalArgumentException("something is taken, or there is a reason why not");
    }
  }

  /// Whether a plan can hold it.
  public boolean eligible() {
    return reason.isEmpty();
  }

  /// What the plan would say: `Remove m.okonjo from STR-Finance-Batch`.
  public String sentence() {
    return String.join("; ", removals.stream().map(Removal::sentence).toList());
  }
}
