package dev.firebreak.web.work;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.policy.UnattendedRuns;
import dev.firebreak.remediation.run.ItemState;
import dev.firebreak.remediation.run.RunSummary;
import dev.firebreak.web.view.Counts;
import dev.firebreak.web.view.FindingsReader;
import dev.firebreak.web.view.Harvests;
import dev.firebreak.web.view.RunPages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What waits for a person: nothing of it goes on by itself.
public final class Waiting {

  private static final Duration SOON = Duration.ofDays(7);
  private static final List<ItemState> TROUBLE =
      List.of(ItemState.CONFLICT, ItemState.UNKNOWN, ItemState.FAILED);

  private final Remediations remediations;
  private final Unattended unattended;
  private final FindingsReader findings;
  private final Harvests harvests;
  private final Supplier<SodRules> rules;
  private final Clock clock;

  /// @param rules those that are in force
  public Waiting(
      Remediations remediations,
      Unattended unattended,
      FindingsReader findings,
      Harvests harvests,
      Supplier<SodRules> rules,
      Clock clock) {
    this.rules = rules;
    this.remediations = remediations;
    this.unattended = unattended;
    this.findings = findings;
    this.harvests = harvests;
    this.clock = clock;
  }

  /// In the order in which it is listed.
  public enum Kind {
    /// A harvest that nobody believes yet.
    QUARANTINE,
    /// A run in which not every change came out as planned.
    TROUBLE,
    /// A plan on its way to its run.
    PLAN,
    /// Changes that a person is to make.
    TASK,
    /// A policy without enough people behind its text.
    POLICY,
    /// Findings that somebody gave to this person.
    ASSIGNED,
    /// Acceptances that end within a week, and mitigations whose end is announced.
    ENDING
  }

  /// One thing that waits, as a sentence around the name of what it is about.
  ///
  /// @param page where it is done, a path on this server
  /// @param since when it began to wait; null where that is not one instant
  /// @param until when it is too late; null if never
  public record Item(
      Kind kind,
      String before,
      String name,
      String after,
      String page,
      @Nullable Instant since,
      @Nullable Instant until) {

    /// The whole of it.
    public String sentence() {
      return before + name + after;
    }
  }

  /// What waits, for this person or for anybody, by kind, then what waits longest.
  public List<Item> of(String person) {
    Instant now = clock.instant();
    List<Item> items = new ArrayList<>();
    remediations.latest(RunPages.LISTED).forEach(run -> run(run, now).ifPresent(items::add));
    quarantined().forEach(items::add);
    unattended.states().forEach(state -> policy(state).ifPresent(items::add));
    assigned(person).ifPresent(items::add);
    ending(now).forEach(items::add);
    items.sort(
        Comparator.comparing(Item::kind)
            .thenComparing(Item::since, Comparator.nullsLast(Comparator.naturalOrder())));
    return List.copyOf(items);
  }

  private static Optional<Item> run(RunSummary run, Instant now) {
    return switch (run.state()) {
      case PROPOSED -> plan(run, "waits for its dry run", now);
      case DRY_RUN -> plan(run, "waits for approval", now);
      case APPROVED -> plan(run, "is approved and waits to be started", now);
      case RUNNING, WITHDRAWN -> Optional.empty();
      case WAITING -> Optional.of(item(run, Kind.TASK, " has " + tasks(run), run.proposedAt()));
      case DONE, HALTED -> trouble(run, now);
    };
  }

  private static Optional<Item> plan(RunSummary run, String waits, Instant now) {
    Instant end = run.proposedAt().plus(RemediationPlan.LIFETIME);
    String after =
        " with %s, planned by %s, %s."
            .formatted(Counts.of(run.items().size(), "change", "changes"), run.proposedBy(), waits);
    return now.isBefore(end)
        ? Optional.of(
            new Item(Kind.PLAN, "", "Run " + run.id(), after, page(run), run.proposedAt(), end))
        : Optional.empty();
  }

  private static String tasks(RunSummary run) {
    return Counts.of(
        run.items().stream().filter(item -> item.state().isTask()).count(),
        "change that a person is to make.",
        "changes that a person is to make.");
  }

  private static Optional<Item> trouble(RunSummary run, Instant now) {
    Instant ended = run.finishedAt();
    String states =
        TROUBLE.stream()
            .filter(state -> run.count(state) > 0)
            .map(state -> run.count(state) + " " + state.word().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return states.isEmpty() || ended == null || now.isAfter(ended.plus(SOON))
        ? Optional.empty()
        : Optional.of(item(run, Kind.TROUBLE, " ended with " + states + ".", ended));
  }

  private static Item item(RunSummary run, Kind kind, String after, Instant since) {
    return new Item(kind, "", "Run " + run.id(), after, page(run), since, null);
  }

  private static String page(RunSummary run) {
    return "/remediation/" + run.id();
  }

  private Stream<Item> quarantined() {
    return harvests.all().stream()
        .flatMap(source -> {
          Harvests.Receipt last = source.last();
          Harvests.Quarantine waits = last == null ? null : last.quarantine();
          return waits == null
              ? Stream.empty()
              : Stream.of(
                  new Item(
                      Kind.QUARANTINE,
                      "A harvest of ",
                      source.name(),
                      " waits to be accepted: " + waits.problem(),
                      "/sources",
                      waits.at(),
                      null));
        });
  }

  private static Optional<Item> policy(UnattendedRuns.State state) {
    String not = state.notInForce();
    return not == null
        ? Optional.empty()
        : Optional.of(
            new Item(
                Kind.POLICY,
                "The policy ",
                state.policy().id(),
                " does not act: " + not,
                "/remediation/unattended",
                null,
                null));
  }

  private Optional<Item> assigned(String person) {
    long own =
        findings.open().stream().filter(finding -> person.equals(finding.assignee())).count();
    return own == 0
        ? Optional.empty()
        : Optional.of(
            new Item(
                Kind.ASSIGNED,
                "",
                Counts.of(own, "open finding", "open findings"),
                own == 1 ? " is assigned to you." : " are assigned to you.",
                "/findings?assignee=" + URLEncoder.encode(person, StandardCharsets.UTF_8),
                null,
                null));
  }

  private Stream<Item> ending(Instant now) {
    return Stream.concat(
        findings.all().stream().flatMap(finding -> acceptance(finding, now)),
        rules.get().rulesets().stream()
            .flatMap(ruleset -> ruleset.mitigations().stream())
            .filter(mitigation -> mitigation.endsSoon(now))
            .map(mitigation ->
                ending("The mitigation of ", mitigation.rule(), "/sod", mitigation.end())));
  }

  private static Stream<Item> acceptance(FindingSummary finding, Instant now) {
    Acceptance acceptance = finding.acceptance();
    return finding.state() != State.ACCEPTED
            || acceptance == null
            || acceptance.until().isAfter(now.plus(SOON))
        ? Stream.empty()
        : Stream.of(
            ending(
                "The acceptance of ",
                finding.id(),
                "/findings/" + finding.id(),
                acceptance.until()));
  }

  private static Item ending(String before, String name, String page, Instant end) {
    return new Item(Kind.ENDING, before, name, " ends soon.", page, null, end);
  }
}
