package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome.State;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an answer and a reading mean, case by case.
class ClassifierTest {
  private static final Live NOW = live(List.of("u1", "u2"), "v2", true);
  private static final Live BARE = live(List.of("u1", "u2"), null, false);
  private static final Loss LOSS =
      new Loss(Map.of("members", JsonNodeFactory.instance.arrayNode().add("u2")), 0);
  private static final Shows.Wished WISHED = new Shows.Wished("v3", Loss.NONE, 0);
  private static final Shows.Wished TOO_MUCH = new Shows.Wished("v3", LOSS, 0);
  private static final Shows.Gone GONE = new Shows.Gone(LOSS);
  private static final Shows.Nothing NOTHING = new Shows.Nothing("500: no");

  private static Live live(List<String> members, @Nullable String version, boolean guarded) {
    return new Live(ScimResource.parse(Oracle.group("g1", members)), version, guarded);
  }

  private static Sent sent(PlannedChange change, int attempt, @Nullable Long window) {
    return new Sent(change, Before.of(change, NOW), attempt, window);
  }

  private static Sent sent() {
    return sent(Estate.MARTA_OUT, 1, null);
  }

  private static ScimOutcome ok() {
    return new ScimOutcome.Ok(200, null, null, Duration.ZERO);
  }

  private static Ended over(Conclusion conclusion) {
    assertThat(conclusion).isInstanceOf(Conclusion.Over.class);
    return ((Conclusion.Over) conclusion).ended();
  }

  private static void assertEnds(
      Conclusion conclusion, State state, @Nullable Integer status, Halt halt, String... words) {
    Ended ended = over(conclusion);
    assertThat(ended.state()).as(ended.detail()).isEqualTo(state);
    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.halt()).isEqualTo(halt);
    assertThat(words).allMatch(ended.detail()::contains);
  }

  @Test
  void eachAnswerCallsForItsReading() {
    assertThat(Classifier.look(ok())).isEqualTo(Classifier.Look.UNTIL_SHOWN);
    assertThat(Classifier.look(new ScimOutcome.Pending(null)))
        .isEqualTo(Classifier.Look.WHILE_PENDING);
    assertThat(Classifier.look(new ScimOutcome.NotFound("x"))).isEqualTo(Classifier.Look.ONCE);
    assertThat(Classifier.look(new ScimOutcome.PreconditionFailed("x")))
        .isEqualTo(Classifier.Look.ONCE);
    assertThat(
            List.of(
                new ScimOutcome.Refused(400, null, "x"),
                new ScimOutcome.Throttled(null),
                new ScimOutcome.Unauthorized(401, "x"),
                new ScimOutcome.Uncertain("x")))
        .extracting(Classifier::look)
        .containsOnly(Classifier.Look.NONE);
  }

  @Test
  void acceptedIsVerifiedOnlyByAReading() {
    assertEnds(
        Classifier.of(sent(), ok(), WISHED),
        State.VERIFIED,
        200,
        Halt.NOTHING,
        "Read back from the source.");
    assertThat(over(Classifier.of(sent(), ok(), WISHED)).version()).isEqualTo("v3");
    assertThat(over(Classifier.of(sent(), ok(), WISHED)).detail())
        .isEqualTo("Read back from the source.");
    assertEnds(
        Classifier.of(sent(), ok(), null), State.UNKNOWN, 200, Halt.SOURCE, "not be read back");
    assertEnds(Classifier.of(sent(), ok(), NOTHING), State.UNKNOWN, 200, Halt.SOURCE, "500: no");
  }

  @Test
  void anOpenWindowAndOtherPeoplesAdditionsAreSaid() {
    assertThat(over(Classifier.of(sent(Estate.MARTA_OUT, 1, 17L), ok(), WISHED)).detail())
        .contains("17 ms passed without a guard");
    assertThat(over(Classifier.of(sent(), ok(), new Shows.Wished("v3", Loss.NONE, 2))).detail())
        .contains("somebody else added 2 values");
  }

  @Test
  void acceptedAndNotAppliedIsAFailureOfItsKind() {
    assertEnds(
        Classifier.of(sent(), ok(), new Shows.Unchanged(NOW)),
        State.FAILED,
        200,
        Halt.SAME_KIND,
        "did not apply it");
    assertThat(over(Classifier.of(sent(), ok(), new Shows.Unchanged(NOW))).version())
        .isEqualTo("v2");
    assertEnds(
        Classifier.of(sent(), ok(), new Shows.Moved(NOW, Loss.NONE)),
        State.FAILED,
        200,
        Halt.SAME_KIND,
        "did not apply it");
    assertThat(over(Classifier.of(sent(), ok(), new Shows.Moved(NOW, Loss.NONE))).version())
        .isEqualTo("v2");
  }

  @Test
  void moreThanAskedHaltsTheRunAndKeepsWhatWasLost() {
    for (Shows shows : List.of(TOO_MUCH, new Shows.Moved(NOW, LOSS), GONE)) {
      assertEnds(
          Classifier.of(sent(), ok(), shows),
          State.FAILED,
          200,
          Halt.RUN,
          "More changed than was asked for",
          "The run was halted.");
      assertThat(over(Classifier.of(sent(), ok(), shows)).loss()).isEqualTo(LOSS);
      assertEnds(
          Classifier.of(sent(), new ScimOutcome.Pending(null), shows),
          State.FAILED,
          202,
          Halt.RUN,
          "More changed");
      assertThat(over(Classifier.of(sent(), new ScimOutcome.Pending(null), shows)).loss())
          .isEqualTo(LOSS);
    }
    assertThat(over(Classifier.of(sent(), ok(), TOO_MUCH)).version()).isEqualTo("v3");
    assertThat(over(Classifier.of(sent(), ok(), new Shows.Moved(NOW, LOSS))).version())
        .isEqualTo("v2");
    assertThat(
            over(Classifier.of(sent(), new ScimOutcome.Pending(null), new Shows.Moved(NOW, LOSS)))
                .version())
        .isEqualTo("v2");
  }

  @Test
  void whatIsPendingIsUnknownUntilItShows() {
    ScimOutcome pending = new ScimOutcome.Pending(null);
    assertEnds(Classifier.of(sent(), pending, WISHED), State.VERIFIED, 202, Halt.NOTHING);
    for (Shows shows : List.<Shows>of(new Shows.Unchanged(NOW), new Shows.Moved(NOW, Loss.NONE))) {
      assertEnds(
          Classifier.of(sent(), pending, shows), State.UNKNOWN, 202, Halt.NOTHING, "not done it");
    }
    assertEnds(Classifier.of(sent(), pending, NOTHING), State.UNKNOWN, 202, Halt.SOURCE, "500: no");
  }

  @Test
  void whoeverWasFasterWinsUnlessItWasWeOrTheSameWish() {
    ScimOutcome refused = new ScimOutcome.PreconditionFailed("412");
    assertEnds(
        Classifier.of(sent(), refused, new Shows.Moved(NOW, Loss.NONE)),
        State.CONFLICT,
        null,
        Halt.NOTHING,
        "Somebody was faster");
    assertEnds(
        Classifier.of(sent(), refused, WISHED), State.NOOP, null, Halt.NOTHING, "just before");
    Conclusion second = Classifier.of(sent(Estate.MARTA_OUT, 2, null), refused, WISHED);
    assertEnds(second, State.VERIFIED, null, Halt.NOTHING, RunItem.UNCONFIRMED);
    assertThat(over(second).version()).isEqualTo("v3");
    assertThat(over(Classifier.of(sent(), refused, WISHED)).version()).isEqualTo("v3");
  }

  @Test
  void whatIsNotThereIsGoneOrWrong() {
    ScimOutcome notFound = new ScimOutcome.NotFound("no such group");
    assertEnds(Classifier.of(sent(), notFound, GONE), State.NOOP, 404, Halt.NOTHING);
    assertEnds(
        Classifier.of(sent(), notFound, WISHED),
        State.FAILED,
        404,
        Halt.SAME_KIND,
        "no such group");
    PlannedChange last =
        new RemoveRight(
            Estate.USE_OFF.resource(),
            Estate.USE_OFF.right(),
            Estate.USE_OFF.containerName(),
            Estate.USE_OFF.principal(),
            Estate.USE_OFF.principalName(),
            true);
    assertEnds(Classifier.of(sent(last, 1, null), notFound, WISHED), State.NOOP, 404, Halt.NOTHING);
    assertEnds(
        Classifier.of(sent(last, 2, null), notFound, WISHED),
        State.VERIFIED,
        404,
        Halt.NOTHING,
        RunItem.UNCONFIRMED);
    assertEnds(
        Classifier.of(sent(last, 2, null), notFound, NOTHING), State.FAILED, 404, Halt.SAME_KIND);
  }

  @Test
  void refusalsStopTheirKindOrTheRun() {
    assertEnds(
        Classifier.of(sent(), new ScimOutcome.Refused(400, "noTarget", "no target"), null),
        State.FAILED,
        400,
        Halt.SAME_KIND,
        "no target");
    assertEnds(
        Classifier.of(sent(), new ScimOutcome.Refused(0, null, "unsendable"), null),
        State.FAILED,
        null,
        Halt.SAME_KIND,
        "unsendable");
    assertEnds(
        Classifier.of(sent(), new ScimOutcome.Unauthorized(403, "no scope"), null),
        State.FAILED,
        403,
        Halt.RUN,
        "no scope");
  }

  @ParameterizedTest
  @CsvSource({",1", "-5,1", "0,0", "7,7", "900,900", "901,900", "86400,900"})
  void aThrottledChangeIsTriedAgainAfterAsLongAsAskedForAQuarterOfAnHourAtMost(
      @Nullable Long asked, long waits) {
    ScimOutcome throttled =
        new ScimOutcome.Throttled(asked == null ? null : Duration.ofSeconds(asked));
    assertThat(Classifier.of(sent(), throttled, null))
        .isEqualTo(new Conclusion.Again(Duration.ofSeconds(waits)));
  }

  @Test
  void aLostAnswerDecidesNothing() {
    assertThat(Classifier.of(sent(), new ScimOutcome.Uncertain("reset"), null))
        .isEqualTo(new Conclusion.Unsure("no usable answer came (reset)"));
  }

  @Test
  void whatMayHaveBeenSentIsJudgedByWhatIsThere() {
    String because = "the line broke";
    Conclusion shown = Classifier.unsure(sent(), because, new Shows.Wished("v3", Loss.NONE, 1));
    assertEnds(
        shown,
        State.VERIFIED,
        null,
        Halt.NOTHING,
        RunItem.UNCONFIRMED + because,
        "somebody else added 1 values");
    assertThat(over(shown).version()).isEqualTo("v3");
    assertEnds(
        Classifier.unsure(sent(), because, TOO_MUCH), State.FAILED, null, Halt.RUN, "More changed");
    assertThat(over(Classifier.unsure(sent(), because, TOO_MUCH)).version()).isEqualTo("v3");
    assertThat(Classifier.unsure(sent(), because, new Shows.Unchanged(NOW)))
        .isEqualTo(new Conclusion.Again(Duration.ofSeconds(1)));
    assertEnds(
        Classifier.unsure(sent(), because, new Shows.Unchanged(BARE)),
        State.UNKNOWN,
        null,
        Halt.SOURCE,
        "The line broke.",
        "no versions",
        "not sent again");
    Conclusion moved = Classifier.unsure(sent(), because, new Shows.Moved(NOW, LOSS));
    assertEnds(moved, State.CONFLICT, null, Halt.NOTHING, "That change stays");
    assertThat(over(moved).version()).isEqualTo("v2");
    assertEnds(
        Classifier.unsure(sent(), because, GONE),
        State.CONFLICT,
        null,
        Halt.RUN,
        "no longer exists");
    assertThat(over(Classifier.unsure(sent(), because, GONE)).loss()).isEqualTo(LOSS);
    assertEnds(
        Classifier.unsure(sent(), because, NOTHING), State.UNKNOWN, null, Halt.SOURCE, "500: no");
  }
}
