package dev.firebreak.analytics.run;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.run.DecisionRefused.Reason;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.IdentityGraph.Writing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people decide of findings: to take one as it is until a time, who is to work on it, and
/// what there is to say of it. Only the graph resolves a finding.
///
/// Each decision is handed to `evidence` when it is known to be possible and before it is kept;
/// what that throws leaves everything as it was. No analysis is stored meanwhile, so that none
/// overwrites a decision.
public final class FindingDecisions {

  /// The shortest reason that says something, in characters.
  public static final int SHORTEST_REASON = 4;

  /// How long an acceptance may last: a year, the last day of it whole.
  private static final Duration LONGEST_ACCEPTANCE = Duration.ofDays(367);

  /// The longest reason, comment or name, in characters.
  public static final int LONGEST = 2_000;

  record Accepting(String key, Instant until, String by, String reason, Instant at) {}

  record Withdrawing(String key, String by, String reason, Instant at) {}

  record Assigning(String key, @Nullable String assignee, String by, Instant at) {}

  record Commenting(String key, String by, String text, Instant at) {}

  static final Query<None, None> LOCK =
      Query.write("workflow/lock-findings", None.class, None.class);
  static final Query<Accepting, None> ACCEPT =
      Query.write("workflow/accept-finding", Accepting.class, None.class);
  static final Query<Withdrawing, None> WITHDRAW =
      Query.write("workflow/withdraw-acceptance", Withdrawing.class, None.class);
  static final Query<Assigning, None> ASSIGN =
      Query.write("workflow/assign-finding", Assigning.class, None.class);
  static final Query<Commenting, None> COMMENT =
      Query.write("workflow/comment-on-finding", Commenting.class, None.class);

  private final IdentityGraph graph;
  private final InstantSource clock;

  public FindingDecisions(IdentityGraph graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /// Takes an open finding as it is, in place of what was accepted before.
  ///
  /// @param id the short name of the finding
  /// @param until the first instant at which it counts again
  /// @throws DecisionRefused if there is no such finding, it is not open, the time is over or more
  ///   than a year away, or the reason says nothing
  public void accept(
      String id, Instant until, String by, String reason, Function<Acceptance, Instant> evidence) {
    Instant now = now();
    String why = reason(reason);
    if (!until.isAfter(now)) {
      throw new DecisionRefused(
          Reason.NOT_UNDERSTOOD,
          "%s is over. A finding is accepted until a time to come.".formatted(Wording.time(until)));
    }
    if (until.isAfter(now.plus(LONGEST_ACCEPTANCE))) {
      throw new DecisionRefused(
          Reason.NOT_UNDERSTOOD,
          "%s is too far away. A finding is accepted for a year at most, and can be accepted again then."
              .formatted(Wording.time(until)));
    }
    decide(
        id,
        stored -> {
          requireAcceptable(stored);
          return evidence.apply(new Acceptance(until, by, why, now));
        },
        (write, key, at) -> write.apply(ACCEPT, new Accepting(key, until, by, why, at)));
  }

  /// Takes an acceptance back: the finding counts again.
  ///
  /// @throws DecisionRefused if there is no such finding, it is not accepted or the reason says
  ///   nothing
  public void withdraw(String id, String by, String reason, Function<String, Instant> evidence) {
    String why = reason(reason);
    decide(
        id,
        stored -> {
          if (stored.state() != State.ACCEPTED) {
            throw new DecisionRefused(
                Reason.NOT_NOW, "%s is not accepted, so nothing was taken back.".formatted(id));
          }
          return evidence.apply(why);
        },
        (write, key, at) -> write.apply(WITHDRAW, new Withdrawing(key, by, why, at)));
  }

  /// Says who is to work on a finding, however it stands.
  ///
  /// @param assignee a name, or null for nobody
  /// @throws DecisionRefused if there is no such finding, the name is too long, or that is so
  ///   already
  public void assign(
      String id,
      @Nullable String assignee,
      String by,
      Function<Optional<String>, Instant> evidence) {
    String name = assignee == null || assignee.isBlank() ? null : bounded(assignee);
    decide(
        id,
        stored -> {
          if (Objects.equals(stored.assignee(), name)) {
            throw new DecisionRefused(
                Reason.NOT_NOW,
                "%s is assigned to %s already.".formatted(id, name == null ? "nobody" : name));
          }
          return evidence.apply(Optional.ofNullable(name));
        },
        (write, key, at) -> write.apply(ASSIGN, new Assigning(key, name, by, at)));
  }

  /// Keeps what somebody says of a finding, however it stands.
  ///
  /// @throws DecisionRefused if there is no such finding, or nothing or too much is said
  public void comment(String id, String by, String text, Function<String, Instant> evidence) {
    String said = bounded(text);
    if (said.isEmpty()) {
      throw new DecisionRefused(Reason.NOT_UNDERSTOOD, "Say something: the comment is empty.");
    }
    decide(
        id,
        _ -> evidence.apply(said),
        (write, key, at) -> write.apply(COMMENT, new Commenting(key, by, said, at)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Puts a decision into the graph.
  private interface Keeping {
    void keep(Writing write, String key, Instant at);
  }

  /// @param possible throws if it is not possible, and has kept the evidence when it returns; tells
  ///   when that was, in milliseconds in the graph as when it is made again from the evidence
  private void decide(String id, Function<StoredFinding, Instant> possible, Keeping keep) {
    AtomicReference<@Nullable Instant> kept = new AtomicReference<>();
    graph.inOneTransaction(write -> {
      write.apply(LOCK, None.NONE);
      StoredFinding stored =
          write.ask(FindingStore.FIND, new FindingStore.Id(id, clock.instant())).stream()
              .findFirst()
              .map(FindingRow::stored)
              .orElseThrow(() -> DecisionRefused.noSuchFinding(id));
      Instant at = kept.get();
      if (at == null) { // the transaction may be tried again
        at = possible.apply(stored).truncatedTo(ChronoUnit.MILLIS);
        kept.set(at);
      }
      keep.keep(write, stored.finding().key().value(), at);
      return stored;
    });
  }

  private static void requireAcceptable(StoredFinding stored) {
    String why =
        switch (stored.state()) {
          case OPEN, ACCEPTED -> null;
          case MITIGATED ->
              "is mitigated, so there is nothing to accept. Its mitigation says until when.";
          case UPCOMING -> "does not hold yet, so there is nothing to accept.";
          case RESOLVED -> "is resolved: it no longer holds, so there is nothing to accept.";
        };
    if (why != null) {
      throw new DecisionRefused(Reason.NOT_NOW, stored.id() + " " + why);
    }
  }

  private static String reason(String reason) {
    String why = bounded(reason);
    if (why.length() < SHORTEST_REASON) {
      throw new DecisionRefused(
          Reason.NOT_UNDERSTOOD,
          "Say why, in %d characters or more: it is kept as evidence.".formatted(SHORTEST_REASON));
    }
    return why;
  }

  private static String bounded(String text) {
    String said = text.strip();
    if (said.length() > LONGEST) {
      throw new DecisionRefused(
          Reason.NOT_UNDERSTOOD, "Say it in %,d characters or fewer.".formatted(LONGEST));
    }
    return said;
  }
}
