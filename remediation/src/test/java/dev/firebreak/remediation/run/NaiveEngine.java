package dev.firebreak.remediation.run;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What an engine must not be: it sends, then writes down that it has, and after a crash sends
/// whatever is not written down. Kept to show that the oracle can tell.
///
/// @param done what was written down, which outlives a crash
record NaiveEngine(Set<String> done) {

  NaiveEngine() {
    this(new TreeSet<>());
  }

  /// Makes all changes that are not written down.
  ///
  /// @param send throws where no answer came
  void run(List<String> groups, Consumer<String> send, Failpoint failpoint) {
    for (String group : groups) {
      if (done.contains(group)) {
        continue;
      }
      failpoint.at(Failpoint.Step.SEND, false);
      try {
        send.accept(group);
      } catch (IllegalStateException lost) {
        send.accept(group);
      }
      failpoint.at(Failpoint.Step.SEND, true);
      done.add(group);
    }
  }
}
