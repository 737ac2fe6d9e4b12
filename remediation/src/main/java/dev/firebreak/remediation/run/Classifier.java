package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome.State;
import dev.firebreak.scim.client.ScimOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Decides what an answer means, and what a resource shows that may have been changed. Pure.
///
/// An answer alone never makes a change VERIFIED: a reading does. Where it is not sure that a send
/// had no effect, only a real version that is still the same lets it be sent again; a resource that
/// merely looks as before may have been changed and changed back by somebody whose decision that
/// was.
final class Classifier {
  private static final String HALTED = " The run was halted.";
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// The longest that a source may have us wait.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private Classifier() {}

  /// Which reading an answer calls for.
  enum Look {
    NONE,
    ONCE,
    /// Until the change shows, a few times.
    UNTIL_SHOWN,
    /// Until the change shows, for as long as a source may take that promised it.
    WHILE_PENDING
  }

  static Look look(ScimOutcome answer) {
    return switch (answer) {
      case ScimOutcome.Ok _ -> Look.UNTIL_SHOWN;
      case ScimOutcome.Pending _ -> Look.WHILE_PENDING;
      case ScimOutcome.PreconditionFailed _, ScimOutcome.NotFound _ -> Look.ONCE;
      case ScimOutcome.Refused _,
          ScimOutcome.Throttled _,
          ScimOutcome.Unauthorized _,
          ScimOutcome.Uncertain _ ->
          Look.NONE;
    };
  }

  /// What an answer means.
  ///
  /// @param shows what the reading showed that [#look] asked for
  static Conclusion of(Sent sent, ScimOutcome answer, @Nullable Shows shows) {
    Shows shown = shows == null ? new Shows.Nothing("it was not read") : shows;
    return switch (answer) {
      case ScimOutcome.Ok ok -> new Conclusion.Over(accepted(sent, ok.status(), shown));
      case ScimOutcome.Pending _ -> new Conclusion.Over(pending(sent, shown));
      case ScimOutcome.Uncertain(var reason) ->
          new Conclusion.Unsure("no usable answer came (" + reason + ")");
      case ScimOutcome.PreconditionFailed(var detail) ->
          new Conclusion.Over(overtaken(sent, detail, shown));
      case ScimOutcome.NotFound(var detail) ->
          new Conclusion.Over(notFound(sent, detail, shown).withStatus(404));
      case ScimOutcome.Refused(int status, _, var detail) ->
          new Conclusion.Over(
              Ended.of(State.FAILED, "The source refused it: " + detail, Halt.SAME_KIND)
                  .withStatus(status == 0 ? null : status));
      case ScimOutcome.Unauthorized(int status, var detail) ->
          new Conclusion.Over(
              Ended.of(
                      State.FAILED,
                      "The source does not let us make this change: " + detail,
                      Halt.RUN)
                  .withStatus(status));
      case ScimOutcome.Throttled(var after) -> new Conclusion.Again(bounded(after));
    };
  }

  /// What became of a send of which no answer tells: it was lost, or the engine died.
  ///
  /// @param because why no answer tells, as a part of a sentence
  static Conclusion unsure(Sent sent, String because, Shows shows) {
    return switch (shows) {
      case Shows.Wished(var version, var loss, int others) when loss.isNone() ->
          new Conclusion.Over(
              Ended.of(
                      State.VERIFIED,
                      RunItem.UNCONFIRMED
                          + because
                          + ", but the source shows the change."
                          + others(others),
                      Halt.NOTHING)
                  .withVersion(version));
      case Shows.Wished(var version, var loss, _) ->
          new Conclusion.Over(overApplied(loss).withVersion(version));
      case Shows.Unchanged(var live) when live.version() != null -> new Conclusion.Again(SHORT);
      case Shows.Unchanged _ ->
          new Conclusion.Over(
              Ended.of(
                  State.UNKNOWN,
                  sentence(because)
                      + " The source does not show the change, and has no versions that would prove"
                      + " that nobody took it back. It was not sent again. Look at "
                      + sent.change().resource()
                      + ".",
                  Halt.SOURCE));
      case Shows.Moved(var live, _) ->
          new Conclusion.Over(
              Ended.of(
                      State.CONFLICT,
                      "%s Somebody changed %s since. That change stays. Plan again if it is still wanted."
                          .formatted(sentence(because), sent.change().resource()),
                      Halt.NOTHING)
                  .withVersion(live.version()));
      case Shows.Gone(var loss) ->
          new Conclusion.Over(
              Ended.of(
                      State.CONFLICT,
                      "%s %s no longer exists. Look who took it away.%s"
                          .formatted(sentence(because), sent.change().resource(), HALTED),
                      Halt.RUN)
                  .losing(loss));
      case Shows.Nothing(var detail) ->
          new Conclusion.Over(
              Ended.of(
                  State.UNKNOWN,
                  "%s %s cannot be read (%s). Look at it."
                      .formatted(sentence(because), sent.change().resource(), detail),
                  Halt.SOURCE));
    };
  }

  /// What became of a send that its source took to make later, when the engine died while it
  /// waited. It is not sent again: nobody can tell that it will not be made yet.
  ///
  /// @param because as in [#unsure]
  static Conclusion interrupted(Sent sent, String because, Shows shows) {
    return switch (shows) {
      case Shows.Unchanged _ -> new Conclusion.Over(notYet().withStatus(202));
      case Shows.Wished _, Shows.Moved _, Shows.Gone _, Shows.Nothing _ ->
          unsure(sent, because, shows);
    };
  }

  private static Duration bounded(@Nullable Duration asked) {
    if (asked == null || asked.isNegative()) {
      return SHORT;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Ended accepted(Sent sent, int status, Shows shows) {
    return switch (shows) {
      case Shows.Wished wished -> shown(sent, wished).withStatus(status);
      case Shows.Unchanged(var live) -> notApplied().withStatus(status).withVersion(live.version());
      case Shows.Moved(var live, var loss) when loss.isNone() ->
          notApplied().withStatus(status).withVersion(live.version());
      case Shows.Moved(var live, var loss) ->
          overApplied(loss).withStatus(status).withVersion(live.version());
      case Shows.Gone(var loss) -> vanished(loss).withStatus(status);
      case Shows.Nothing(var detail) ->
          Ended.of(
                  State.UNKNOWN,
                  "Accepted, but it could not be read back (" + detail + ").",
                  Halt.SOURCE)
              .withStatus(status);
    };
  }

  private static Ended pending(Sent sent, Shows shows) {
    Ended ended =
        switch (shows) {
          case Shows.Wished wished -> shown(sent, wished);
          case Shows.Unchanged _ -> notYet();
          case Shows.Moved(_, var loss) when loss.isNone() -> notYet();
          case Shows.Moved(var live, var loss) -> overApplied(loss).withVersion(live.version());
          case Shows.Gone(var loss) -> vanished(loss);
          case Shows.Nothing(var detail) ->
              Ended.of(
                  State.UNKNOWN,
                  "The source took it to do later; it could not be read back (" + detail + ").",
                  Halt.SOURCE);
        };
    return ended.withStatus(202);
  }

  private static Ended overtaken(Sent sent, String detail, Shows shows) {
    if (!(shows instanceof Shows.Wished(var version, _, _))) {
      return Ended.of(
          State.CONFLICT,
          "Somebody was faster: the source refused the version that was read ("
              + detail
              + "). Their change stays.",
          Halt.NOTHING);
    }
    return sent.attempt() > 1
        ? Ended.of(
                State.VERIFIED,
                RunItem.UNCONFIRMED
                    + "the source refused the version that was read, but shows the change; an"
                    + " earlier try may have reached it after all.",
                Halt.NOTHING)
            .withVersion(version)
        : Ended.of(
                State.NOOP,
                "Somebody made the change just before; the source refused ours by its version.",
                Halt.NOTHING)
            .withVersion(version);
  }

  private static Ended notFound(Sent sent, String detail, Shows shows) {
    boolean asWished = shows instanceof Shows.Wished && sent.change().takesResource();
    if (asWished && sent.attempt() > 1) {
      return Ended.of(
          State.VERIFIED,
          RunItem.UNCONFIRMED
              + "the resource was gone at another try; an earlier one may have taken it away.",
          Halt.NOTHING);
    }
    return asWished || shows instanceof Shows.Gone
        ? Ended.of(
            State.NOOP, "The resource went away just before the change reached it.", Halt.NOTHING)
        : Ended.of(
            State.FAILED,
            "The source answered that there is no such resource: " + detail,
            Halt.SAME_KIND);
  }

  private static Ended shown(Sent sent, Shows.Wished wished) {
    return (wished.loss().isNone()
            ? Ended.of(
                State.VERIFIED,
                "Read back from the source." + others(wished.others()) + window(sent),
                Halt.NOTHING)
            : overApplied(wished.loss()))
        .withVersion(wished.version());
  }

  private static Ended notApplied() {
    return Ended.of(
        State.FAILED, "The target accepted the change but did not apply it.", Halt.SAME_KIND);
  }

  private static Ended notYet() {
    return Ended.of(
        State.UNKNOWN,
        "The source took it to do later, and has not done it yet. Look at it again later.",
        Halt.NOTHING);
  }

  private static Ended overApplied(Loss loss) {
    return Ended.of(
            State.FAILED,
            "More changed than was asked for: %s are missing or changed.%s"
                .formatted(loss.words(), HALTED),
            Halt.RUN)
        .losing(loss);
  }

  private static Ended vanished(Loss loss) {
    return Ended.of(
            State.FAILED,
            "More changed than was asked for: the whole resource is gone." + HALTED,
            Halt.RUN)
        .losing(loss);
  }

  private static String window(Sent sent) {
    return sent.windowMillis() == null
        ? ""
        : " Between reading and sending, %d ms passed without a guard."
            .formatted(sent.windowMillis());
  }

  private static String others(int others) {
    return others == 0 ? "" : " Meanwhile somebody else added " + others + " values.";
  }

  private static String sentence(String because) {
    return Character.toUpperCase(because.charAt(0)) + because.substring(1) + ".";
  }
}
