package dev.firebreak.web.cli;

import dev.firebreak.remediation.run.ItemState;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunItem;
import dev.firebreak.remediation.run.RunListener;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One line for each change of a run as it ends: `3/14 Verified: Remove m.okonjo from AP-Clerks`.
final class RunLines implements RunListener {

  private final String run;
  private final @Nullable PrintWriter out;
  private final Map<String, ItemState> told = new HashMap<>();

  /// @param run of other runs nothing is told
  /// @param out null to tell nothing
  RunLines(String run, @Nullable PrintWriter out) {
    this.run = run;
    this.out = out;
  }

  @Override
  public synchronized void changed(Run now) {
    PrintWriter to = out;
    if (to == null || !now.id().equals(run)) {
      return;
    }
    int number = 0;
    for (RunItem item : now.items()) {
      number++;
      if (item.state().isSettled() && told.put(item.changeId(), item.state()) != item.state()) {
        to.printf(
            "%d/%d %s: %s. %s%n",
            number, now.items().size(), item.state().word(), item.sentence(), item.detail());
        to.flush();
      }
    }
  }

  /// How a run ended, in a line.
  static String sentence(Run run) {
    Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
    run.items().forEach(item -> counts.merge(item.state(), 1, Integer::sum));
    return "run %s: %s"
        .formatted(
            run.id(),
            counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().word().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}
