package dev.firebreak.remediation.watch;

import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.NewEntries;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence;
import dev.firebreak.remediation.evidence.SeenEvidence.Held;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Cause;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Standing;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the evidence says of changes that were verified, kept up to date by reading on. Of the same
/// membership, grant, right or account the last change counts.
///
/// Not safe for use by several threads at once.
final class WatchBook {

  private final Map<String, RemediationPlan> plans = new HashMap<>();
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final NewEntries entries =
      new NewEntries(Set.of("PLAN_FROZEN", "OUTCOME", "OBSERVATION", "RECHECKED"));

  /// All that the evidence says of one fact.
  private static final class Page {
    private @Nullable Verified taken;
    private @Nullable Look last;
    private @Nullable GivenBack givenBack;
    private int looks;
    private int returns;
    private boolean back;
  }

  /// Reads what was written since the last time.
  void read(EvidenceLog log) {
    entries.read(log, this::take);
  }

  private void take(Entry entry) {
    Evidence evidence = entry.evidence();
    if (evidence instanceof RunEvidence.PlanFrozen frozen) {
      plans.put(frozen.runId(), RemediationPlan.read(frozen.body(), frozen.planHash()));
    } else if (evidence instanceof RunEvidence.Outcome outcome) {
      ended(outcome, entry.at());
    } else if (evidence instanceof SeenEvidence.Observation seen) {
      page(seen.runId(), seen.actionId()).ifPresent(page -> held(page, seen.held()));
    } else if (evidence instanceof SeenEvidence.Rechecked look) {
      page(look.runId(), look.actionId()).ifPresent(page -> looked(page, look, entry.at()));
    }
  }

  private void ended(RunEvidence.Outcome outcome, Instant at) {
    RemediationPlan plan = plans.get(outcome.runId());
    Optional<PlannedChange> change =
        plan == null || outcome.state() != RunEvidence.Outcome.State.VERIFIED
            ? Optional.empty()
            : plan.change(outcome.actionId());
    if (plan == null || change.isEmpty()) {
      return;
    }
    if (Verified.isWatched(change.get())) {
      Page page = pages.computeIfAbsent(Verified.fact(change.get()), _ -> new Page());
      page.taken = new Verified(outcome.runId(), change.get(), at, plan.proposedBy(), null);
      page.givenBack = null;
      page.looks = 0;
      page.last = null;
      page.back = false;
    } else {
      GivenBack back = new GivenBack(outcome.runId(), change.get());
      pages.values().stream().filter(back::isOf).forEach(page -> page.givenBack = back);
    }
  }

  /// A change of ours that gave back what others had taken.
  ///
  /// @param runId its run
  record GivenBack(String runId, PlannedChange change) {

    /// Whether it gives back what a page tells was taken: the same, or a whole permission and with
    /// it each right of it.
    private boolean isOf(Page page) {
      Verified taken = page.taken;
      return taken != null
          && taken.change().resource().equals(change.resource())
          && taken.change().attribute().equals(change.attribute())
          && (taken.change().value().equals(change.value())
              || (change.makesResource()
                  && change.applyTo(new TreeSet<>()).contains(taken.change().value())));
    }
  }

  private static void held(Page page, @Nullable Held held) {
    Verified taken = page.taken;
    if (taken != null && taken.held() == null) {
      page.taken = taken.with(held);
    }
  }

  private static void looked(Page page, SeenEvidence.Rechecked look, Instant at) {
    Verified taken = page.taken;
    if (taken == null) {
      return;
    }
    boolean back = look.standing() == Standing.BACK;
    if (back && !page.back && look.cause() != Cause.OUR_UNDO) {
      page.returns++;
    }
    if (look.standing() != Standing.UNREADABLE) {
      page.back = back;
      page.looks++;
    }
    page.last = new Look(taken, at, look, page.returns);
  }

  /// The page of an action, if it is its last change.
  private Optional<Page> page(String runId, String actionId) {
    RemediationPlan plan = plans.get(runId);
    return plan == null
        ? Optional.empty()
        : plan.change(actionId)
            .map(change -> pages.get(Verified.fact(change)))
            .filter(page -> page.taken != null && page.taken.runId().equals(runId));
  }

  /// Every change that was verified, the last of each fact.
  List<Watched> watched() {
    List<Watched> all = new ArrayList<>();
    pages
        .values()
        .forEach(page -> {
          if (page.taken != null) {
            all.add(
                new Watched(page.taken, page.looks, Optional.ofNullable(page.last), page.returns));
          }
        });
    return all;
  }

  /// The change of ours that gave back what a change had taken.
  Optional<GivenBack> givenBack(PlannedChange change) {
    return Optional.ofNullable(pages.get(Verified.fact(change))).map(page -> page.givenBack);
  }

  /// The values of an attribute that changes of ours took and did not give back.
  Set<String> takenFrom(PlannedChange change) {
    return watched().stream()
        .map(each -> each.verified().change())
        .filter(each ->
            each.resource().equals(change.resource())
                && each.attribute().equals(change.attribute()))
        .map(PlannedChange::value)
        .collect(Collectors.toSet());
  }

  /// How often what this change takes has come back.
  int returns(PlannedChange change) {
    Page page = pages.get(Verified.fact(change));
    return page == null ? 0 : page.returns;
  }

  /// A change under watch.
  ///
  /// @param looks how often it was looked at and could be read
  /// @param last the last look at it
  /// @param returns how often what it took has come back
  record Watched(Verified verified, int looks, Optional<Look> last, int returns) {

    /// Whether what it took was there again at the last look.
    boolean isBack() {
      return last.filter(look -> look.seen().standing() == Standing.BACK).isPresent();
    }
  }
}
