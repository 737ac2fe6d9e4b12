package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one run down while it goes on: into the evidence first, then for everybody to see.
final class Journal {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final Function<Evidence, Link> evidence;
  private final Consumer<Run> copy;
  private final RunListener listener;
  private final @Nullable Long epoch;
  private volatile Run run;

  /// @param evidence returns when a piece is on the disk
  /// @param copy keeps the run for screens
  /// @param epoch of the engine, null where none is kept
  Journal(
      Function<Evidence, Link> evidence,
      Consumer<Run> copy,
      RunListener listener,
      @Nullable Long epoch,
      Run run) {
    this.evidence = evidence;
    this.copy = copy;
    this.listener = listener;
    this.epoch = epoch;
    this.run = run;
  }

  /// What goes into each intent and outcome.
  @Nullable Long epoch() {
    return epoch;
  }

  /// The run as it is now.
  Run run() {
    return run;
  }

  /// Writes a piece of evidence and takes it into the run.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if it cannot be written: then
  ///   nothing may be done on its word
  /// @throws dev.firebreak.remediation.evidence.StaleEpoch if another engine has taken charge
  Link append(RunEvidence piece) {
    Link link = evidence.apply(piece);
    run = run.after(piece, link);
    publish();
    return link;
  }

  /// Shows progress that is no evidence.
  void show(UnaryOperator<Run> change) {
    run = change.apply(run);
    publish();
  }

  /// Ends what this engine shows of the run; the one in charge keeps the copy.
  void leave(String why) {
    log.warn("run {}: {}", run.id(), why);
    run = run.halted(why);
    listener.changed(run);
  }

  /// Shows how far an action is.
  ///
  /// @param doing what is waited for, and since when
  void show(String changeId, ItemState state, String doing) {
    show(now -> now.withItem(changeId, item -> item.told(state, doing)));
  }

  /// The copy in the graph may lag: the evidence holds all of it, and [Remediation#rebuild] makes
  /// the copy again.
  private void publish() {
    try {
      copy.accept(run);
    } catch (RuntimeException unavailable) {
      log.warn(
          "run {} goes on, but the graph does not show it: {}", run.id(), unavailable.getMessage());
    }
    listener.changed(run);
  }
}
