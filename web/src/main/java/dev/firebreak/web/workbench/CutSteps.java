package dev.firebreak.web.workbench;

import dev.firebreak.analytics.cut.CutChange;
import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.web.whatif.Basket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cut plan as steps, each with what it adds.
///
/// @param items the edges that go, to be put into the basket
public record CutSteps(CutPlan plan, Effect effect, List<Step> steps, List<Basket.Item> items) {

  public CutSteps {
    steps = List.copyOf(steps);
    items = List.copyOf(items);
  }

  /// One change.
  ///
  /// @param left the exposure that stays after it and those before it
  public record Step(CutChange change, long left) {}

  /// How many findings it would open; null where nobody knows.
  public @Nullable Integer opens() {
    return effect.opened().map(List::size).orElse(null);
  }

  static CutSteps of(CutPlan plan, Effect effect, List<Basket.Item> items) {
    List<Step> steps = new ArrayList<>();
    long left = plan.before().weight();
    for (CutChange change : plan.changes()) {
      left -= change.gain();
      steps.add(new Step(change, Math.max(0, left)));
    }
    return new CutSteps(plan, effect, steps, items);
  }
}
