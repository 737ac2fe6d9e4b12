package dev.firebreak.remediation.run;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.Sources;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Looks at what a change touches, live, and decides whether it may be sent: the guardrails hold,
/// the change is still needed, and everything is as it was when the plan was frozen. The dry run
/// and the run ask the same questions.
final class Inspection {

  private final Sources sources;
  private final LiveReader reader;
  private final Guardrails guardrails;

  Inspection(Sources sources, Guardrails guardrails) {
    this.sources = sources;
    this.reader = new LiveReader(sources);
    this.guardrails = guardrails;
  }

  /// What a look found.
  sealed interface Found {
    /// It may be sent.
    ///
    /// @param values what the attribute has now
    record Clear(Live live, SortedSet<String> values) implements Found {}

    /// There is nothing left to do.
    record Done(String detail) implements Found {}

    /// Somebody was there since the plan was frozen.
    record Moved(String detail) implements Found {}

    /// A guardrail forbids it.
    record Denied(String reason) implements Found {}

    /// It cannot be decided.
    ///
    /// @param unauthorized whether the source refuses us altogether
    record Unreadable(String detail, boolean unauthorized) implements Found {}
  }

  /// Looks once.
  ///
  /// @param before what must still be so
  /// @param version the version that our own last change of this resource left behind; null to go
  ///   by the precondition
  /// @param assumed turns the values that are shown into those to judge by, for a dry run that
  ///   takes earlier changes as made
  Found look(
      PlannedChange change,
      Precondition before,
      @Nullable String version,
      UnaryOperator<SortedSet<String>> assumed) {
    if (sources.isByHand(change.source())) {
      return unread(change);
    }
    return switch (reader.read(change)) {
      case Reading.Gone _ -> new Found.Done("The resource no longer exists in its source.");
      case Reading.Unauthorized(var detail) -> new Found.Unreadable(refused(change, detail), true);
      case Reading.Unanswered(var detail) ->
          new Found.Unreadable(
              "%s could not be read (%s).".formatted(change.resource(), detail), false);
      case Reading.Shown(var live) -> judge(change, before, version, assumed, live);
    };
  }

  /// What only people can change cannot be read either: it is judged by its names.
  private Found unread(PlannedChange change) {
    return guardrails
        .isProtected(
            List.of(change.resource().id(), change.principal().id(), change.principalName()))
        .<Found>map(Found.Denied::new)
        .orElseGet(() -> new Found.Clear(Live.NOTHING, change.assumed()));
  }

  private Found judge(
      PlannedChange change,
      Precondition before,
      @Nullable String ours,
      UnaryOperator<SortedSet<String>> assumed,
      Live live) {
    Optional<Found> guarded = guarded(change, live);
    if (guarded.isPresent()) {
      return guarded.get();
    }
    SortedSet<String> values = assumed.apply(change.valuesIn(live.resource()));
    if (change.isDone(values)) {
      return new Found.Done("Somebody else did it already; nothing was to be sent.");
    }
    if (!before.matches(values)) {
      return new Found.Moved(
          "%s of %s changed after the plan was frozen: %d values then, %d now. That change stays."
              .formatted(
                  change.attribute(), change.resource().id(), before.count(), values.size()));
    }
    String expected = ours == null ? before.version() : ours;
    if (expected != null && live.version() != null && !expected.equals(live.version())) {
      return new Found.Moved(
          "%s was changed after the plan was frozen, though its %s are the same. That change stays."
              .formatted(change.resource().id(), change.attribute()));
    }
    return guardrails
        .wouldEmpty(change, values)
        .<Found>map(Found.Denied::new)
        .orElseGet(() -> new Found.Clear(live, values));
  }

  private Optional<Found> guarded(PlannedChange change, Live live) {
    Optional<Found> itself = guardrails.isProtected(live.resource()).map(Found.Denied::new);
    return itself.isPresent() || isItsOwnPrincipal(change) || !guardrails.protectsAnybody()
        ? itself
        : principal(change);
  }

  private static boolean isItsOwnPrincipal(PlannedChange change) {
    return change.principal().equals(change.resource());
  }

  private Optional<Found> principal(PlannedChange change) {
    return switch (reader.read(change.principal())) {
      case Reading.Shown(var live) ->
          guardrails.isProtected(live.resource()).map(Found.Denied::new);
      case Reading.Gone _ -> Optional.empty();
      case Reading.Unauthorized(var detail) ->
          Optional.of(new Found.Unreadable(refused(change, detail), true));
      case Reading.Unanswered(var detail) ->
          Optional.of(
              new Found.Unreadable(
                  "%s could not be read (%s), so nobody can tell whether it is protected."
                      .formatted(change.principal(), detail),
                  false));
    };
  }

  private static String refused(PlannedChange change, String detail) {
    return "The source %s refuses us (%s). Check its credentials and what they may do."
        .formatted(change.source(), detail);
  }
}
