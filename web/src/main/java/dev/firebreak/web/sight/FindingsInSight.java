package dev.firebreak.web.sight;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.FindingEvent;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.Proof;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.FindingSight;
import dev.firebreak.web.view.FindingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The findings as far as whoever asks may see them: those that an analysis of their part of the
/// graph alone comes to as well, in the words, with the paths and with the numbers that it comes
/// to. So nothing that is told of a finding is made of what they do not see. What people wrote
/// about a finding may name anything: they see only what they wrote themselves.
public final class FindingsInSight implements FindingSight {

  /// What stands for what others wrote.
  static final String NOT_SHOWN = "what was written is told to those who see everything";

  private static final int KEPT = 6;
  private static final AtomicLong VERSIONS = new AtomicLong(-System.nanoTime());

  /// What an analysis of a part comes to.
  ///
  /// @param run the id of the last analysis of the whole, whose rules and uses it goes by
  private record Concluded(GraphSnapshot of, String run, Map<FindingKey, Finding> findings) {}

  private record Kept(
      FindingTable whole, Map<FindingKey, Finding> concluded, FindingTable narrowed) {}

  private final CurrentGraph current;
  private final Supplier<String> person;
  private final Supplier<AnalysisInputs> inputs;
  private final Supplier<String> run;
  private final Map<Limits, Concluded> conclusions = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Limits, Kept> tables = new LinkedHashMap<>(16, 0.75f, true);
  private final ReentrantLock analysing = new ReentrantLock();

  /// @param current the graph as far as whoever asks may see it
  /// @param inputs what analyses go by besides it
  /// @param run the id of the last analysis; empty while there was none
  /// @param person the name of whoever asks
  public FindingsInSight(
      CurrentGraph current,
      Supplier<AnalysisInputs> inputs,
      Supplier<String> run,
      Supplier<String> person) {
    this.current = current;
    this.inputs = inputs;
    this.run = run;
    this.person = person;
  }

  /// What a quarantine says counts a whole harvest, so none is told of.
  private static Map<FindingKey, Finding> conclude(GraphSnapshot part, AnalysisInputs inputs) {
    return new AnalysisInputs(inputs.usage(), inputs.authoritative(), List.of(), inputs.rules())
        .analyse(part).findings().stream()
            .collect(
                Collectors.toUnmodifiableMap(Finding::key, Function.identity(), (one, _) -> one));
  }

  private Map<FindingKey, Finding> concluded() {
    Limits limits = current.limits();
    GraphSnapshot part = current.snapshot();
    String last = run.get();
    analysing.lock();
    try {
      Concluded known = conclusions.get(limits);
      if (known == null || !known.run().equals(last) || !known.of().isAlike(part)) {
        known = new Concluded(part, last, conclude(part, inputs.get()));
        keep(conclusions, limits, known);
      }
      return known.findings();
    } finally {
      analysing.unlock();
    }
  }

  private static <T> void keep(Map<Limits, T> all, Limits limits, T fresh) {
    all.put(limits, fresh);
    if (all.size() > KEPT) {
      all.remove(all.keySet().iterator().next());
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // another table is of another time
  public FindingTable of(FindingTable whole) {
    Limits limits = current.limits();
    if (limits.isNone()) {
      return whole;
    }
    Map<FindingKey, Finding> now = concluded();
    synchronized (tables) {
      Kept known = tables.get(limits);
      if (known == null || known.whole() != whole || known.concluded() != now) {
        known =
            new Kept(
                whole, now, whole.only(VERSIONS.getAndIncrement(), each -> narrowed(each, now)));
        keep(tables, limits, known);
      }
      return known.narrowed();
    }
  }

  @Override
  public Optional<StoredFinding> of(StoredFinding stored) {
    if (!current.isPart()) {
      return Optional.of(stored);
    }
    Finding part = concluded().get(stored.finding().key());
    return part == null || stored.state() == StoredFinding.State.RESOLVED
        ? Optional.empty()
        : Optional.of(
            new StoredFinding(
                part.with(standing(stored.finding().standing(), part.standing())),
                stored.state(),
                stored.openedAt(),
                stored.resolvedAt(),
                stored.lastRun(),
                stored.assignee()));
  }

  @Override
  public List<FindingEvent> of(List<FindingEvent> history) {
    return current.isPart() ? history.stream().map(this::told).toList() : history;
  }

  private static Optional<FindingSummary> narrowed(
      FindingSummary whole, Map<FindingKey, Finding> concluded) {
    Finding part = concluded.get(whole.key());
    return part == null || whole.state() == StoredFinding.State.RESOLVED
        ? Optional.empty()
        : Optional.of(
            new FindingSummary(
                whole.id(),
                whole.key(),
                part.ruleName(),
                part.severity(),
                part.subjectKind(),
                part.subjectName(),
                part.story(),
                part.affected(),
                part.frameworks(),
                whole.state(),
                whole.openedAt(),
                whole.resolvedAt(),
                told(whole.acceptance()),
                whole.assignee(),
                Proof.of(part.because())));
  }

  private static Standing standing(Standing whole, Standing part) {
    return new Standing(
        whole.state(), part.from(), part.until(), part.mitigation(), told(whole.acceptance()));
  }

  private static @Nullable Acceptance told(@Nullable Acceptance acceptance) {
    return acceptance == null
        ? null
        : new Acceptance(acceptance.until(), acceptance.by(), NOT_SHOWN, acceptance.at());
  }

  private FindingEvent told(FindingEvent event) {
    return event.text() == null || person.get().equals(event.by())
        ? event
        : new FindingEvent(
            event.key(),
            event.at(),
            event.run(),
            event.change(),
            event.cause(),
            event.by(),
            NOT_SHOWN,
            event.until(),
            event.assignee());
  }
}
