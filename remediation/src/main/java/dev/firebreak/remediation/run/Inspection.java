package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.AddGrant;
import dev.firebreak.remediation.plan.AddMember;
import dev.firebreak.remediation.plan.AddRight;
import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Deactivate;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.Reactivate;
import dev.firebreak.remediation.plan.RemoveGrant;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.RemovePermission;
import dev.firebreak.remediation.plan.RemoveRight;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.scim.resource.ResourceType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Looks at what a change touches, live, and decides whether it may be sent: the guardrails hold,
/// the change is still needed, and everything is as it was when the plan was frozen. The dry run
/// and the run ask the same questions.
final class Inspection {

  private static final String CONTAINER = ResourceType.CONTAINER.typeName();

  private final Sources sources;
  private final Target target;
  private final Guardrails guardrails;
  private final Ledger ledger;
  private final Clock clock;
  private final LastHolders holders;

  Inspection(
      Sources sources,
      Target target,
      Guardrails guardrails,
      Surroundings surroundings,
      Ledger ledger,
      Clock clock) {
    this.sources = sources;
    this.target = target;
    this.guardrails = guardrails;
    this.ledger = ledger;
    this.clock = clock;
    this.holders = new LastHolders(target, guardrails.adminGroups(), surroundings);
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
    return look(change, before, version, assumed, Set.of());
  }

  /// Looks once.
  ///
  /// @param off accounts that are taken as switched off by earlier changes
  Found look(
      PlannedChange change,
      Precondition before,
      @Nullable String version,
      UnaryOperator<SortedSet<String>> assumed,
      Set<NodeKey> off) {
    if (sources.isByHand(change.source())) {
      return unread(change);
    }
    return switch (target.read(change)) {
      case Reading.Gone _ -> new Found.Done("The resource no longer exists in its source.");
      case Reading.Unauthorized(var detail) -> new Found.Unreadable(refused(change, detail), true);
      case Reading.Unanswered(var detail) ->
          new Found.Unreadable(
              "%s could not be read (%s).".formatted(change.resource(), detail), false);
      case Reading.Shown(var live) -> judge(change, before, version, assumed, off, live);
    };
  }

  /// What only people can change cannot be read either: it is judged by its names.
  private Found unread(PlannedChange change) {
    List<String> named = new ArrayList<>(names(change));
    named.addAll(List.of(change.resource().id(), change.principal().id()));
    return guardrails
        .protection()
        .of(named)
        .<Found>map(Found.Denied::new)
        .orElseGet(() -> new Found.Clear(Live.NOTHING, change.assumed()));
  }

  private Found judge(
      PlannedChange change,
      Precondition before,
      @Nullable String ours,
      UnaryOperator<SortedSet<String>> assumed,
      Set<NodeKey> off,
      Live live) {
    Optional<Found> guarded = guarded(change, live);
    if (guarded.isPresent()) {
      return guarded.get();
    }
    SortedSet<String> values = assumed.apply(change.valuesIn(live.resource()));
    if (change.isDone(values)) {
      return new Found.Done(
          ledger
              .madeBy(change)
              .map("Our own run %s did it already; nothing was to be sent."::formatted)
              .orElse("Somebody else did it already; nothing was to be sent."));
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
    try {
      int planned = change.valuesIn(live.resource()).size() - values.size();
      Optional<String> denied = guardrails.wouldEmpty(change, values);
      if (denied.isEmpty()) {
        denied = holders.refusal(change, live.resource(), values, off);
      }
      if (denied.isEmpty()) {
        Spent spent = ledger.spent(clock.instant()).without(change);
        denied = guardrails.budget().overGroup(change, spent, values.size() + planned, planned);
      }
      return denied.<Found>map(Found.Denied::new).orElseGet(() -> new Found.Clear(live, values));
    } catch (LastHolders.Unread unread) {
      return new Found.Unreadable(String.valueOf(unread.getMessage()), false);
    }
  }

  private Optional<Found> guarded(PlannedChange change, Live live) {
    Optional<Found> itself =
        guardrails
            .protection()
            .of(live.resource())
            .or(() -> guardrails.protection().of(names(change)))
            .map(Found.Denied::new);
    if (itself.isPresent() || !guardrails.protection().protectsAnybody()) {
      return itself;
    }
    if (container(change) != null) {
      Optional<Found> container =
          live.resource()
              .text("container")
              .flatMap(id -> other(change, new NodeKey(change.source(), CONTAINER, id)));
      if (container.isPresent()) {
        return container;
      }
    }
    return isItsOwnPrincipal(change) ? Optional.empty() : other(change, change.principal());
  }

  private static List<String> names(PlannedChange change) {
    String container = container(change);
    return container == null
        ? List.of(change.principalName())
        : List.of(change.principalName(), container);
  }

  /// What people call the container that a change is about, null where it is about none.
  private static @Nullable String container(PlannedChange change) {
    return switch (change) {
      case RemoveRight each -> each.containerName();
      case RemovePermission each -> each.containerName();
      case AddRight each -> each.containerName();
      case CreatePermission each -> each.containerName();
      case RemoveMember _,
          RemoveGrant _,
          Deactivate _,
          SetEndDate _,
          AddMember _,
          AddGrant _,
          Reactivate _,
          RestoreEndDate _ ->
          null;
    };
  }

  private static boolean isItsOwnPrincipal(PlannedChange change) {
    return change.principal().equals(change.resource());
  }

  /// Looks whether something else that a change is about is protected.
  private Optional<Found> other(PlannedChange change, NodeKey about) {
    return switch (target.read(about)) {
      case Reading.Shown(var live) ->
          guardrails.protection().of(live.resource()).map(Found.Denied::new);
      case Reading.Gone _ -> Optional.empty();
      case Reading.Unauthorized(var detail) ->
          Optional.of(new Found.Unreadable(refused(change, detail), true));
      case Reading.Unanswered(var detail) ->
          Optional.of(
              new Found.Unreadable(
                  "%s could not be read (%s), so nobody can tell whether it is protected."
                      .formatted(about, detail),
                  false));
    };
  }

  private static String refused(PlannedChange change, String detail) {
    return "The source %s refuses us (%s). Check its credentials and what they may do."
        .formatted(change.source(), detail);
  }
}
