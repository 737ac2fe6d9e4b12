package dev.firebreak.analytics.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a finding counts, and for how long it holds without a break, as the graph is now.
///
/// @param from since when, or from when on, it holds; null if no validity begins it
/// @param until the first instant at which it no longer holds; null if no validity ends it
/// @param mitigation the control that makes it acceptable, or made it so until its end
/// @param acceptance the decision of a person to take it as it is, or to have done so until its end
public record Standing(
    State state,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Mitigation mitigation,
    @Nullable Acceptance acceptance) {

  /// It holds and counts, and nothing that is known ends it.
  public static final Standing OPEN = new Standing(State.OPEN, null, null, null);

  /// What an analysis concludes: nobody has decided anything.
  public Standing(
      State state,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Mitigation mitigation) {
    this(state, from, until, mitigation, null);
  }

  /// Whether a finding counts.
  public enum State {
    /// It holds, and nothing makes it acceptable.
    OPEN,
    /// It holds, and a control makes it acceptable for now.
    MITIGATED,
    /// It holds, and somebody takes it as it is for now.
    ACCEPTED,
    /// It does not hold yet, and will.
    UPCOMING
  }

  /// A control that makes a finding acceptable for a time.
  ///
  /// @param control what is done about it
  /// @param owner who answers for the control
  /// @param monitor who or what checks that it is done
  /// @param until the first instant at which it no longer counts
  /// @param endsSoon whether that is near enough to be said
  public record Mitigation(
      String control, String owner, @Nullable String monitor, Instant until, boolean endsSoon) {}

  /// The same after somebody accepted it. What is mitigated or yet to come stays so; it is accepted
  /// once it would be open.
  public Standing with(Acceptance decided, Instant now) {
    State decidedState = state == State.OPEN && decided.holdsAt(now) ? State.ACCEPTED : state;
    return new Standing(decidedState, from, until, mitigation, decided);
  }

  /// What a reader must know beside the story; empty when it simply holds.
  public String sentence() {
    if (acceptance != null && state != State.MITIGATED) {
      return (state == State.ACCEPTED
              ? "Accepted until %s by %s: %s"
              : "Its acceptance ended on %s; %s had said: %s")
          .formatted(Wording.time(acceptance.until()), acceptance.by(), acceptance.reason());
    }
    if (mitigation == null) {
      return "";
    }
    String end = Wording.time(mitigation.until());
    String control = "%s (%s".formatted(mitigation.control(), mitigation.owner());
    String told =
        mitigation.monitor() == null
            ? control + ")"
            : control + ", checked by " + mitigation.monitor() + ")";
    return state == State.OPEN
        ? "Its mitigation ended on %s: %s.".formatted(end, told)
        : "Mitigated until %s%s: %s."
            .formatted(end, mitigation.endsSoon() ? ", which is soon" : "", told);
  }
}
