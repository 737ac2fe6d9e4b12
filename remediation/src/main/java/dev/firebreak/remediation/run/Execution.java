package dev.firebreak.remediation.run;

import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.run.Failpoint.Step;
import dev.firebreak.remediation.run.Inspection.Found;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import dev.firebreak.scim.client.ScimOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Carries out one change: look, write the intent down, send, read back.
///
/// A send whose answer does not tell what became of it is treated in one way, whether the answer
/// was lost just now or with an earlier life of the engine: the resource is read first, and only
/// where a real version proves that nothing has happened is the change sent again, as another
/// attempt of the same action, after all the same questions.
final class Execution {

  private static final int MAX_LOOKS = 3;
  private static final int MAX_TRIES = 3;
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Target target;
  private final WriteStrategy writes;
  private final Sender sender;
  private final Inspection inspection;
  private final Gate gate;
  private final Ledger ledger;
  private final ReadBack readBack;
  private final Clock clock;
  private final Waiter waiter;
  private final Pace pace;
  private final Failpoint failpoint;

  Execution(
      Target target,
      WriteStrategy writes,
      Sender sender,
      Inspection inspection,
      Gate gate,
      Ledger ledger,
      Clock clock,
      Waiter waiter,
      Pace pace,
      Failpoint failpoint) {
    this.target = target;
    this.writes = writes;
    this.sender = sender;
    this.inspection = inspection;
    this.gate = gate;
    this.ledger = ledger;
    this.readBack = new ReadBack(target);
    this.clock = clock;
    this.waiter = waiter;
    this.pace = pace;
    this.failpoint = failpoint;
  }

  /// An attempt of which it is not known what became.
  ///
  /// @param taken whether its source said that it makes it later
  /// @param until as long as it may still be made, it is read and not sent again; null where the
  ///   source makes nothing later
  private record Open(Sent sent, String because, boolean taken, @Nullable Instant until) {}

  /// Carries it out.
  ///
  /// @param version what our own last change of this resource left behind, see [Inspection#look]
  /// @param interrupted the intent that an earlier life left without an outcome, null for none
  /// @param refusal why the run sends nothing more, if so; asked before each send, as the gate is
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if the intent cannot be written;
  ///   nothing was sent then
  /// @throws dev.firebreak.remediation.evidence.StaleEpoch if another engine has taken charge;
  ///   nothing was sent then
  Ended carryOut(
      Journal journal,
      PlannedChange change,
      Precondition before,
      @Nullable String version,
      Interrupted.@Nullable Open interrupted,
      Supplier<Optional<String>> refusal) {
    return new Action(journal, change, before, refusal).carryOut(version, interrupted);
  }

  /// One action on its way.
  private final class Action {
    private final Journal journal;
    private final PlannedChange change;
    private final Precondition before;
    private final Supplier<Optional<String>> refusal;
    private final Pauses pauses;

    /// Reading goes on where sending must not.
    private final Pauses anyway;

    private @Nullable Open open;
    private int attempts;

    /// Attempts of this life: that the engine died does not use up the patience with a source.
    private int tries;

    Action(
        Journal journal,
        PlannedChange change,
        Precondition before,
        Supplier<Optional<String>> refusal) {
      this.journal = journal;
      this.change = change;
      this.before = before;
      this.refusal = refusal;
      this.pauses = new Pauses(waiter, () -> refusal.get().or(() -> gate.closed(change)));
      this.anyway = new Pauses(waiter, Optional::empty);
    }

    Ended carryOut(@Nullable String version, Interrupted.@Nullable Open interrupted) {
      @Nullable String expected = version;
      if (interrupted != null) {
        Sent sent = Sent.of(change, interrupted.intent());
        open = left(sent, interrupted);
        attempts = sent.attempt();
        expected = sent.before().version();
      }
      while (true) {
        if (open != null && readAgain(open) instanceof Conclusion.Over(var ended)) {
          return ended;
        }
        Optional<String> refused = refused(() -> gate.enter(change));
        if (refused.isPresent()) {
          return cancelled(refused.get());
        }
        if (tries >= MAX_TRIES) {
          return exhausted();
        }
        show(ItemState.CHECKING, "Reading %s before it is changed".formatted(change.resource()));
        Found found = look(expected);
        if (!(found instanceof Found.Clear clear)) {
          return unsent(found);
        }
        expected = clear.live().version();
        Optional<Ended> ended = attempt(clear);
        if (ended.isPresent()) {
          return ended.get();
        }
      }
    }

    /// What an earlier life left. A source that makes changes later may still make this one,
    /// whether or not its answer was heard.
    private Open left(Sent sent, Interrupted.Open left) {
      if (left.taken() != null) {
        return new Open(
            sent,
            "the source took it to make it later, and the run was interrupted",
            true,
            left.taken());
      }
      return new Open(
          sent, "the run was interrupted after its intent", false, mayBeMadeUntil(left.at()));
    }

    /// How long a source may still make a change of which no answer is known; null where it never
    /// made one later.
    private @Nullable Instant mayBeMadeUntil(Instant sent) {
      return ledger.makesLater(change.source()) ? sent.plus(pace.pending()) : null;
    }

    private void show(ItemState state, String doing) {
      journal.show(
          change.id(),
          state,
          "%s, since %s; %s is waited for."
              .formatted(doing, Wording.time(clock.instant()), change.source()));
    }

    private Found look(@Nullable String expected) {
      return failpoint.around(
          Step.LOOK,
          () -> {
            Found found = inspection.look(change, before, expected, UnaryOperator.identity());
            for (int looks = 1; looks < MAX_LOOKS; looks++) {
              boolean mayAnswerLater =
                  found instanceof Found.Unreadable(_, boolean refused) && !refused;
              if (!mayAnswerLater || !pauses.passed(SHORT)) {
                return found;
              }
              found = inspection.look(change, before, expected, UnaryOperator.identity());
            }
            return found;
          });
    }

    /// One intent, one send. Empty if the action goes on.
    private Optional<Ended> attempt(Found.Clear clear) {
      WriteChoice choice = journal.run().plan().write(change);
      Optional<String> otherwise = writes.noLonger(change, choice, clear.live());
      if (otherwise.isPresent()) {
        return Optional.of(cancelled("Not allowed: " + otherwise.get() + "."));
      }
      ScimWrite write = sender.write(change, choice.form(), clear.live());
      long lookedAt = clock.millis();
      int attempt = ++attempts;
      tries++;
      failpoint.around(
          Step.INTENT,
          () ->
              journal.append(
                  IntentForm.of(journal.run(), change, write, clear, attempt, journal.epoch())));
      open = null;
      Optional<String> late = refused(() -> gate.leave(change));
      if (late.isPresent()) {
        return Optional.of(cancelled(late.get()));
      }
      Live live = clear.live();
      long sentAt = clock.millis();
      Sent sent =
          new Sent(
              change,
              Before.of(change, live),
              attempt,
              live.guarded() ? null : Math.max(0, sentAt - lookedAt));
      ScimOutcome answer = failpoint.around(Step.SEND, () -> target.send(change, write, live));
      if (answer instanceof ScimOutcome.Pending) {
        journal.append(
            new RunEvidence.TakenForLater(
                journal.run().id(), change.id(), attempt, clock.instant().plus(pace.pending())));
      }
      return switch (Classifier.of(sent, answer, readBack(sent, answer))) {
        case Conclusion.Over(var ended) ->
            Optional.of(ended.timed(Math.max(0, clock.millis() - sentAt), sent.windowMillis()));
        case Conclusion.Again(var after) -> {
          boolean _ = pauses.passed(after);
          yield Optional.empty();
        }
        case Conclusion.Unsure(var because) -> {
          open = new Open(sent, because, false, mayBeMadeUntil(clock.instant()));
          yield Optional.empty();
        }
      };
    }

    private @Nullable Shows readBack(Sent sent, ScimOutcome answer) {
      Classifier.Look look = Classifier.look(answer);
      if (look == Classifier.Look.NONE) {
        return null;
      }
      show(ItemState.READING_BACK, "Reading %s back".formatted(change.resource()));
      return failpoint.around(
          Step.READ_BACK,
          () ->
              switch (look) {
                case NONE, ONCE -> readBack.once(change, sent.before());
                case UNTIL_SHOWN -> readBack.after(change, sent.before(), anyway);
                case WHILE_PENDING ->
                    readBack.within(pace.pending(), change, sent.before(), anyway);
              });
    }

    private Conclusion readAgain(Open unsure) {
      show(ItemState.READING_BACK, "Reading %s back".formatted(change.resource()));
      Shows shows = failpoint.around(Step.READ_AGAIN, () -> readAgainUntil(unsure));
      Conclusion conclusion =
          unsure.taken()
              ? Classifier.interrupted(unsure.sent(), unsure.because(), shows)
              : Classifier.unsure(unsure.sent(), unsure.because(), shows);
      if (conclusion instanceof Conclusion.Again(var after) && tries > 0 && tries < MAX_TRIES) {
        boolean _ = pauses.passed(after);
      }
      return conclusion;
    }

    private Shows readAgainUntil(Open unsure) {
      Duration left =
          unsure.until() == null
              ? Duration.ZERO
              : Duration.between(clock.instant(), unsure.until());
      return left.isPositive()
          ? readBack.within(left, change, unsure.sent().before(), anyway)
          : readBack.after(change, unsure.sent().before(), anyway);
    }

    private Optional<String> refused(Supplier<Optional<String>> gateKeeper) {
      return refusal
          .get()
          .or(gateKeeper)
          .or(() ->
              Thread.currentThread().isInterrupted()
                  ? Optional.of("The run was interrupted.")
                  : Optional.empty());
    }

    private Ended cancelled(String reason) {
      return Ended.of(
          Outcome.State.CANCELLED,
          open == null
              ? reason
              : "By its version, the resource is as it was before: nothing came of the send. It was not sent again. "
                  + reason,
          Halt.NOTHING);
    }

    private Ended exhausted() {
      return open == null
          ? Ended.of(
                  Outcome.State.FAILED,
                  "The source has too many requests and did nothing. Plan again later.",
                  Halt.SOURCE)
              .withStatus(429)
          : Ended.of(
              Outcome.State.UNKNOWN,
              "It was sent %d times; at last, %s. The source does not show the change. Look at %s."
                  .formatted(tries, open.because(), change.resource()),
              Halt.SOURCE);
    }

    private Ended unsent(Found found) {
      return switch (found) {
        case Found.Done(var detail) ->
            open == null
                ? Ended.of(Outcome.State.NOOP, detail, Halt.NOTHING)
                : Ended.of(
                    Outcome.State.VERIFIED,
                    RunItem.UNCONFIRMED + open.because() + ", but the source shows the change.",
                    Halt.NOTHING);
        case Found.Moved(var detail) -> Ended.of(Outcome.State.CONFLICT, detail, Halt.NOTHING);
        case Found.Denied(var reason) -> cancelled("Not allowed: " + reason + ".");
        case Found.Unreadable(var detail, var unauthorized) ->
            Ended.of(
                open == null ? Outcome.State.CANCELLED : Outcome.State.UNKNOWN,
                detail + (open == null ? " Nothing was sent." : " It was sent before. Look at it."),
                unauthorized ? Halt.RUN : Halt.SOURCE);
        case Found.Clear _ -> throw new AssertionError("what is clear is sent");
      };
    }
  }
}
