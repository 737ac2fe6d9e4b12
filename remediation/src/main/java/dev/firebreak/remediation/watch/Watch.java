package dev.firebreak.remediation.watch;

import dev.firebreak.analytics.cut.RemovableEdges;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Standing;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.run.Reharvest;
import dev.firebreak.remediation.watch.WatchBook.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks again at changes that were verified: at set times after each, and at once where the graph
/// shows what was taken. The source decides, the graph only hints; every look is evidence. Nothing
/// is sent but reads. Safe for use by several threads.
public final class Watch {

  /// When a change is looked at again, counted from when it was verified.
  public static final List<Duration> STANDARD =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(90));

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /// So many changes are looked at at once.
  private static final int MOST = 50;

  private static final Duration AGAIN = Duration.ofHours(1);

  private final EvidenceLog evidence;
  private final Sources sources;
  private final LiveReader reader;
  private final Reharvest reharvest;
  private final Clock clock;
  private final List<Duration> after;
  private final WatchBook book = new WatchBook();
  private final Map<String, Instant> unreadable = new HashMap<>();
  private final Set<String> hinted = new HashSet<>();
  private @Nullable GraphSnapshot compared;

  /// @param after when a change is looked at again, ascending
  public Watch(
      EvidenceLog evidence,
      Sources sources,
      Reharvest reharvest,
      Clock clock,
      List<Duration> after) {
    this.evidence = evidence;
    this.sources = sources;
    this.reader = new LiveReader(sources);
    this.reharvest = reharvest;
    this.clock = clock;
    this.after = List.copyOf(after);
  }

  /// Looks at what is due, and at what the graph shows though it was taken; not at everything at
  /// once, the next call goes on.
  ///
  /// @param elsewhere what authoritative sources state in the same snapshot
  /// @return the looks that could be written down
  public synchronized List<Look> look(GraphSnapshot snapshot, StatedElsewhere elsewhere) {
    if (evidence.refusal().isPresent()) {
      return List.of();
    }
    book.read(evidence);
    hint(snapshot);
    Instant now = clock.instant();
    List<Watched> due =
        book.watched().stream()
            .filter(each -> hinted.contains(fact(each)) || !dueAt(each).isAfter(now))
            .sorted(
                Comparator.comparing((Watched each) -> !hinted.contains(fact(each)))
                    .thenComparing(this::dueAt))
            .limit(MOST)
            .toList();
    Map<Watched, Seen> seen = new HashMap<>();
    due.forEach(each -> seen.put(each, read(each)));
    for (Watched each : due) {
      write(each, seen, elsewhere);
      hinted.remove(fact(each));
    }
    if (due.isEmpty()) {
      return List.of();
    }
    book.read(evidence);
    Set<String> facts = new HashSet<>(due.stream().map(Watch::fact).toList());
    return looks().stream()
        .filter(look -> facts.contains(Verified.fact(look.verified().change())))
        .toList();
  }

  /// Whether nothing was ever verified, so that there is nothing to look at.
  public synchronized boolean isIdle() {
    book.read(evidence);
    return book.watched().isEmpty();
  }

  /// The last look at each change that was looked at again.
  public synchronized List<Look> looks() {
    book.read(evidence);
    return book.watched().stream().flatMap(each -> each.last().stream()).toList();
  }

  /// Why a change is not to be made again without a person: something takes and something gives, in
  /// turn.
  public synchronized Optional<String> fight(PlannedChange change) {
    book.read(evidence);
    int returns = book.returns(change);
    return returns < Look.FIGHT
        ? Optional.empty()
        : Optional.of(
            "It was taken away and came back %d times. It is routed to %s, who must end that first."
                .formatted(returns, routedTo(change)));
  }

  /// Whom a change is routed to that is fought over: the owner of its source, or that nobody is
  /// named and what to configure.
  public String routedTo(PlannedChange change) {
    return sources
        .owner(change.source())
        .map(owner -> "%s, owner of the source %s".formatted(owner, change.source()))
        .orElseGet(() ->
            "whoever answers for the source %s, which names no owner (set owner: {name: …} under it in the configuration)"
                .formatted(change.source()));
  }

  /// A look before it is written down.
  private record Seen(Standing standing, List<String> missing, String detail) {
    static Seen of(Recheck recheck) {
      return new Seen(recheck.standing(), recheck.missing(), recheck.detail());
    }
  }

  private Seen read(Watched watched) {
    PlannedChange change = watched.verified().change();
    return switch (reader.read(change)) {
      case Reading.Shown(var live) ->
          Seen.of(
              Recheck.of(
                  watched.verified(), change.valuesIn(live.resource()), book.takenFrom(change)));
      case Reading.Gone _ -> underAnotherId(change).orElseGet(() -> gone(change));
      case Reading.Unauthorized(var detail) -> unreadable(change, detail);
      case Reading.Unanswered(var detail) -> unreadable(change, detail);
    };
  }

  /// A permission that a run of ours made again goes by the id that its source gave it then.
  private Optional<Seen> underAnotherId(PlannedChange change) {
    return book.givenBack(change)
        .filter(made -> made.change().makesResource())
        .flatMap(made ->
            reader.read(made.change()) instanceof Reading.Shown(var live)
                    && live.resource().values("id").size() == 1
                    && !change.isDone(change.valuesIn(live.resource()))
                ? Optional.of(
                    new Seen(
                        Standing.BACK,
                        List.of(),
                        "What was taken is there again, as %s.".formatted(live.resource().id())))
                : Optional.empty());
  }

  private static Seen gone(PlannedChange change) {
    return change.takesResource()
        ? new Seen(Standing.HOLDS, List.of(), "It is still gone.")
        : new Seen(
            Standing.GONE, List.of(), "The resource itself is gone, and with it what was taken.");
  }

  private static Seen unreadable(PlannedChange change, String detail) {
    return new Seen(
        Standing.UNREADABLE,
        List.of(),
        "%s could not be read (%s). It is tried again.".formatted(change.resource(), detail));
  }

  private void write(Watched watched, Map<Watched, Seen> all, StatedElsewhere elsewhere) {
    PlannedChange change = watched.verified().change();
    Seen seen = all.getOrDefault(watched, unreadable(change, "not asked"));
    if (seen.standing() == Standing.UNREADABLE) {
      Instant before = unreadable.put(fact(watched), clock.instant());
      if (before != null) {
        return;
      }
    } else {
      unreadable.remove(fact(watched));
    }
    int returns = watched.isBack() ? watched.returns() : watched.returns() + 1;
    Optional<Return> back =
        seen.standing() == Standing.BACK
            ? Optional.of(
                Return.of(
                    book.givenBack(change).map(WatchBook.GivenBack::runId),
                    elsewhere.of(change),
                    together(watched, all),
                    returns))
            : Optional.empty();
    evidence.append(
        new SeenEvidence.Rechecked(
            watched.verified().runId(),
            change.id(),
            change.source(),
            change.resource().type(),
            change.resource().id(),
            seen.standing(),
            back.map(Return::cause).orElse(null),
            seen.missing(),
            back.map(cause -> seen.detail() + ' ' + cause.because()).orElse(seen.detail()),
            back.isPresent() && returns >= Look.FIGHT ? routedTo(change) : null));
    if (seen.standing() != Standing.UNREADABLE
        && (seen.standing() != Standing.HOLDS || hinted.contains(fact(watched)))) {
      refresh(watched, change);
    }
  }

  /// So that the graph shows what the look showed, and findings follow.
  private void refresh(Watched watched, PlannedChange change) {
    try {
      reharvest.refresh(change.resource());
    } catch (RuntimeException failed) {
      log.warn(
          "run {}: {} could not be read into the graph again and stays as last harvested: {}",
          watched.verified().runId(),
          change.resource(),
          failed.getMessage());
    }
  }

  private static int together(Watched watched, Map<Watched, Seen> all) {
    String source = watched.verified().change().source();
    return (int)
        all.entrySet().stream()
            .filter(each -> !each.getKey().equals(watched))
            .filter(each -> each.getKey().verified().change().source().equals(source))
            .filter(each -> each.getValue().standing() == Standing.BACK)
            .count();
  }

  /// When a change is to be looked at again; [Instant#MAX] when it was looked at often enough.
  private Instant dueAt(Watched watched) {
    Instant tried = unreadable.get(fact(watched));
    if (tried != null) {
      return tried.plus(AGAIN);
    }
    return watched.looks() >= after.size()
        ? Instant.MAX
        : watched.verified().at().plus(after.get(watched.looks()));
  }

  /// Marks what a snapshot shows though it was taken, once for each snapshot.
  @SuppressWarnings("ReferenceEquality") // two snapshots are the same only if they are one
  private void hint(GraphSnapshot snapshot) {
    if (snapshot == compared) {
      return;
    }
    compared = snapshot;
    hinted.clear();
    RemovableEdges stated = new RemovableEdges(snapshot, RemovalRules.OPEN);
    for (Watched each : book.watched()) {
      if (!each.isBack() && shows(snapshot, stated, each.verified().change())) {
        hinted.add(fact(each));
      }
    }
  }

  private static boolean shows(
      GraphSnapshot snapshot, RemovableEdges stated, PlannedChange change) {
    if (!change.attribute().equals(Deactivate.ACTIVE)) {
      return change.removals().stream().anyMatch(each -> !stated.edgesOf(each).isEmpty());
    }
    OptionalInt account = snapshot.find(change.resource().value());
    return account.isPresent() && snapshot.active(account.getAsInt()) == Active.YES;
  }

  private static String fact(Watched watched) {
    return Verified.fact(watched.verified().change());
  }

  /// The looks at the changes of one run, by the name of the change.
  public Map<String, Look> of(String runId) {
    Map<String, Look> looks = new HashMap<>();
    for (Look look : looks()) {
      if (look.verified().runId().equals(runId)) {
        looks.put(look.verified().change().id(), look);
      }
    }
    return looks;
  }
}
