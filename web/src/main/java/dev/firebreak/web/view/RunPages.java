package dev.firebreak.web.view;

import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.run.DryRun.Rehearsed;
import dev.firebreak.remediation.run.Run;
import dev.firebreak.remediation.run.RunItem;
import dev.firebreak.remediation.run.RunState;
import dev.firebreak.remediation.run.RunSummary;
import dev.firebreak.remediation.write.Instructions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Remediation runs as screens show them.
@Component
public final class RunPages {

  /// How many runs a list shows.
  public static final int LISTED = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FindingsReader findings;
  private final CurrentGraph current;
  private final Clock clock;

  RunPages(FindingsReader findings, CurrentGraph current, Clock clock) {
    this.findings = findings;
    this.current = current;
    this.clock = clock;
  }

  /// A finding that a run is for.
  ///
  /// @param finding null when no analysis knows it any more
  public record Purpose(String id, @Nullable FindingSummary finding) {

    /// Whether an analysis found it gone.
    public boolean resolved() {
      return finding != null && finding.state() == State.RESOLVED;
    }

    /// What it says.
    public String story() {
      return finding == null ? "" : finding.story();
    }
  }

  /// A run in the list.
  public record RunLine(RunSummary run, List<Purpose> purposes, boolean expired) {}

  /// One change of a run.
  ///
  /// @param principal who loses something
  /// @param verb what stands between the two, for those who do not see the break
  /// @param thing what is lost, where it is a node
  /// @param thingName what is lost, in words
  /// @param rehearsed what the dry run said of it; null before there was one
  /// @param reason why it is made as it is; null in an older plan
  /// @param steps what a person is to do; empty where nobody is to do anything
  public record ItemLine(
      int number,
      RunItem item,
      NodeRef principal,
      String verb,
      @Nullable NodeRef thing,
      String thingName,
      String source,
      @Nullable Rehearsed rehearsed,
      @Nullable String reason,
      List<String> steps) {}

  /// @param live whether it goes on by itself, so that the page asks again
  /// @param expired whether it is too late to start it
  /// @param residual paths that would remain if only the first change were made
  public record RunPage(
      Run run,
      List<Purpose> purposes,
      List<ItemLine> items,
      long settled,
      boolean live,
      boolean expired,
      List<PathView> residual) {

    /// How many changes.
    public int changes() {
      return items.size();
    }

    /// Whether every finding that it is for, if any, was found gone.
    public boolean resolved() {
      return !purposes.isEmpty() && purposes.stream().allMatch(Purpose::resolved);
    }

    /// Whether it ended.
    public boolean ended() {
      return run.state() == RunState.DONE || run.state() == RunState.HALTED;
    }
  }

  /// How many runs wait for a person or are under way.
  public long waiting(List<RunSummary> runs) {
    return runs.stream().filter(run -> !isOver(run)).count();
  }

  /// The lines of a list of runs.
  public List<RunLine> lines(List<RunSummary> runs) {
    Map<String, FindingSummary> known = known();
    return runs.stream()
        .map(run ->
            new RunLine(
                run, purposes(run.findingIds(), known), isExpired(run.state(), run.proposedAt())))
        .toList();
  }

  /// The page of a run.
  public RunPage of(Run run) {
    // read before the findings: whoever is told that the analysis has looked is told what it saw
    boolean live = isLive(run);
    GraphSnapshot snapshot = current.snapshot();
    SourceNames names = SourceNames.of(snapshot);
    List<ItemLine> items = new ArrayList<>();
    for (int i = 0; i < run.plan().changes().size(); i++) {
      items.add(item(snapshot, names, run, i));
    }
    return new RunPage(
        run,
        purposes(run.plan().findingIds(), byId(findings.stored(run.plan().findingIds()))),
        List.copyOf(items),
        run.items().stream().filter(item -> item.state().isSettled()).count(),
        live,
        run.isExpired(clock.instant()),
        run.plan().residual().stream().map(path -> PathView.of(snapshot, names, path)).toList());
  }

  private boolean isOver(RunSummary run) {
    return switch (run.state()) {
      case RUNNING, WAITING -> false;
      case DONE, HALTED, WITHDRAWN -> true;
      case PROPOSED, DRY_RUN, APPROVED -> isExpired(run.state(), run.proposedAt());
    };
  }

  private boolean isExpired(RunState state, Instant proposedAt) {
    return switch (state) {
      case PROPOSED, DRY_RUN, APPROVED ->
          !clock.instant().isBefore(proposedAt.plus(RemediationPlan.LIFETIME));
      case RUNNING, WAITING, DONE, HALTED, WITHDRAWN -> false;
    };
  }

  /// While it runs, and until an analysis has looked at what it did.
  private boolean isLive(Run run) {
    if (run.state() == RunState.RUNNING) {
      return true;
    }
    Instant finished = run.finishedAt();
    if (finished == null || clock.instant().isAfter(finished.plus(PATIENCE))) {
      return false;
    }
    Optional<AnalysisRun> last = findings.lastRun();
    return last.isEmpty() || last.get().at().isBefore(finished);
  }

  private Map<String, FindingSummary> known() {
    return byId(findings.all());
  }

  private static Map<String, FindingSummary> byId(List<FindingSummary> some) {
    return some.stream()
        .collect(Collectors.toMap(FindingSummary::id, Function.identity(), (a, _) -> a));
  }

  private static List<Purpose> purposes(List<String> ids, Map<String, FindingSummary> known) {
    return ids.stream().map(id -> new Purpose(id, known.get(id))).toList();
  }

  private static ItemLine item(GraphSnapshot snapshot, SourceNames names, Run run, int index) {
    PlannedChange change = run.plan().changes().get(index);
    Rehearsed rehearsed =
        run.dryRun() == null
            ? null
            : run.dryRun().items().stream()
                .filter(item -> item.changeId().equals(change.id()))
                .findFirst()
                .orElse(null);
    NodeKind kind = change.principal().type().equals("Group") ? NodeKind.GROUP : NodeKind.ACCOUNT;
    NodeRef principal =
        NodeRef.of(snapshot, change.principal().value(), kind, change.principalName());
    RunItem item = run.item(change.id());
    ChangeWords words = ChangeWords.of(snapshot, change, names);
    return new ItemLine(
        index + 1,
        item,
        principal,
        words.verb(),
        words.thing(),
        words.name(),
        names.of(change.source()),
        rehearsed,
        run.plan().write(change).reason(),
        item.state().isTask() ? Instructions.of(change) : List.of());
  }
}
