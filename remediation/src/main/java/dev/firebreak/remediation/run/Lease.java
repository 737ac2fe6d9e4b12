package dev.firebreak.remediation.run;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.StaleEpoch;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets one engine at a time make changes over one graph, whatever journals there are. It is held
/// for a short time and renewed in the background. By whose clock: the graph's says when another
/// may take it; for the holder it ends earlier, by a clock that no one sets, counted from before
/// the renewal was asked for. So what cannot reach the graph stops sending before anybody else
/// begins.
///
/// Each taking has a higher epoch than any before, which the journal is told first
/// ([Evidence.EpochBegun]): even an engine that slept through the loss of its lease can write no
/// intent any more, and so sends nothing.
///
/// A lease whose holder wrote the same journal may be taken at once: only one process has a journal
/// open, so that holder has ended.
public final class Lease implements Fence, AutoCloseable {

  /// How long it is held unless renewed.
  public static final Duration TIME = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(Lease.class);
  private static final String NAME = "remediation";

  record Wanted(
      String name, String owner, String holder, String journal, long millis, long above) {}

  record Answer(boolean taken, long epoch, String holder, ZonedDateTime until) {}

  record Kept(String name, String owner, long epoch, long millis) {}

  record Renewed(long epoch) {}

  record Given(String name, String owner, long epoch) {}

  static final Query<Wanted, Answer> TAKE =
      Query.write("workflow/take-lease", Wanted.class, Answer.class);
  static final Query<Kept, Renewed> RENEW =
      Query.write("workflow/renew-lease", Kept.class, Renewed.class);
  static final Query<Given, None> RELEASE =
      Query.write("workflow/release-lease", Given.class, None.class);

  private record Held(long epoch, long untilNanos) {}

  private final IdentityGraph graph;
  private final EvidenceLog evidence;
  private final String holder;
  private final Duration time;
  private final LongSupplier nanos;
  private final String owner = UUID.randomUUID().toString();
  private Runnable taken = () -> {};
  private @Nullable ScheduledExecutorService renewing;
  private volatile @Nullable Held held;
  private volatile String why = "This Firebreak has not yet asked whether it may make changes.";

  /// Asks for nothing yet.
  ///
  /// @param holder how people find this engine: its process and host
  public Lease(IdentityGraph graph, EvidenceLog evidence, String holder) {
    this(graph, evidence, holder, TIME, System::nanoTime);
  }

  Lease(
      IdentityGraph graph, EvidenceLog evidence, String holder, Duration time, LongSupplier nanos) {
    this.graph = graph;
    this.evidence = evidence;
    this.holder = holder;
    this.time = time;
    this.nanos = nanos;
  }

  /// Asks for it now, and goes on asking, or renewing, until it is closed.
  ///
  /// @param whenTaken is called each time that it is taken, in the thread that took it
  public synchronized void begin(Runnable whenTaken) {
    taken = whenTaken;
    ask();
    ScheduledExecutorService every =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("remediation-lease").factory());
    long third = time.toMillis() / 3;
    Future<?> _ = every.scheduleWithFixedDelay(this::ask, third, third, TimeUnit.MILLISECONDS);
    renewing = every;
  }

  @Override
  public Optional<String> refusal() {
    Held now = held;
    if (now == null) {
      return Optional.of(why);
    }
    return nanos.getAsLong() - now.untilNanos() < 0
        ? Optional.empty()
        : Optional.of(
            "The graph did not answer in time, so another Firebreak may be making changes by now. Nothing is sent until it answers.");
  }

  @Override
  public @Nullable Long epoch() {
    Held now = held;
    return now == null ? null : now.epoch();
  }

  /// Renews it, or asks for it; one that is lost is asked for at once. Happens by itself, too.
  public synchronized void ask() {
    try {
      Held now = held;
      if (now != null) {
        renew(now);
      }
      if (held == null) {
        take();
      }
    } catch (RuntimeException unreachable) {
      why =
          "The graph does not answer, so nobody can tell whether another Firebreak makes changes. Nothing is sent until it answers.";
      log.warn("the lease could not be asked for: {}", unreachable.getMessage());
    }
  }

  private void take() {
    long asked = nanos.getAsLong();
    String journal = evidence.entry(1).map(Entry::hash).orElse("");
    Answer answer =
        graph
            .apply(
                TAKE, new Wanted(NAME, owner, holder, journal, time.toMillis(), evidence.epoch()))
            .rows()
            .getFirst();
    if (!answer.taken()) {
      why =
          "Another Firebreak (%s) makes the changes in this graph; its turn lasts until %s unless it goes on. Nothing is sent from here. Stop that one, or leave the changes to it."
              .formatted(answer.holder(), answer.until().toInstant());
      return;
    }
    try {
      evidence.append(new Evidence.EpochBegun(answer.epoch(), holder));
    } catch (EvidenceBroken | StaleEpoch refused) {
      why = String.valueOf(refused.getMessage());
      release(answer.epoch());
      return;
    }
    held = new Held(answer.epoch(), until(asked));
    log.info("this engine makes the changes from here on, in epoch {}", answer.epoch());
    taken.run();
  }

  private void renew(Held now) {
    long asked = nanos.getAsLong();
    List<Renewed> renewed =
        graph.apply(RENEW, new Kept(NAME, owner, now.epoch(), time.toMillis())).rows();
    if (renewed.isEmpty()) {
      held = null;
      why =
          "Another Firebreak has taken over the changes in this graph. Nothing is sent from here.";
      log.warn("the lease of epoch {} was lost: another engine makes the changes", now.epoch());
    } else {
      held = new Held(now.epoch(), until(asked));
    }
  }

  /// For the holder it ends a tenth earlier than for the others.
  private long until(long asked) {
    return asked + time.toNanos() - time.toNanos() / 10;
  }

  private void release(long epoch) {
    graph.apply(RELEASE, new Given(NAME, owner, epoch));
  }

  /// Gives it back.
  @Override
  public synchronized void close() {
    ScheduledExecutorService every = renewing;
    if (every != null) {
      every.shutdownNow();
    }
    Held now = held;
    held = null;
    why = "This Firebreak is stopping.";
    if (now != null) {
      try {
        release(now.epoch());
      } catch (RuntimeException unreachable) {
        log.warn("the lease could not be given back and runs out: {}", unreachable.getMessage());
      }
    }
  }
}
