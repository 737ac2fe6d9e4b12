package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Link;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one run down while it goes on: into the evidence first, then for everybody to see.
final class Journal {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final EvidenceLog evidence;
  private final RunStore store;
  private final RunListener listener;
  private volatile Run run;

  Journal(EvidenceLog evidence, RunStore store, RunListener listener, Run run) {
    this.evidence = evidence;
    this.store = store;
    this.listener = listener;
    this.run = run;
  }

  /// The run as it is now.
  Run run() {
    return run;
  }

  /// Writes a piece of evidence and takes it into the run.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if it cannot be written: then
  ///   nothing may be done on its word
  Link append(Evidence piece) {
    Link link = evidence.append(piece);
    run = run.after(piece, link);
    publish();
    return link;
  }

  /// When a piece of evidence was written.
  ///
  /// @param seq its number
  Optional<Instant> at(@Nullable Long seq) {
    return seq == null ? Optional.empty() : evidence.entry(seq).map(Entry::at);
  }

  /// Shows progress that is no evidence.
  void show(UnaryOperator<Run> change) {
    run = change.apply(run);
    publish();
  }

  /// Shows how far an action is.
  void show(String changeId, ItemState state) {
    show(now -> now.withItem(changeId, item -> item.in(state)));
  }

  /// The copy in the graph may lag: the evidence holds all of it, and [Remediation#rebuild] makes
  /// the copy again.
  private void publish() {
    try {
      store.save(run);
    } catch (RuntimeException unavailable) {
      log.warn(
          "run {} goes on, but the graph does not show it: {}", run.id(), unavailable.getMessage());
    }
    listener.changed(run);
  }
}
