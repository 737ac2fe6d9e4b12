package dev.firebreak.remediation.policy;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Whether a policy may carry out a fix. Pure. What is not known is never taken as unused.
final class PolicyChoice {

  private final Policy policy;
  private final Function<PlannedChange, Optional<String>> fight;

  /// @param fight why a change is not to be made again without a person, if it is not
  PolicyChoice(Policy policy, Function<PlannedChange, Optional<String>> fight) {
    this.policy = policy;
    this.fight = fight;
  }

  /// Why not; empty if it may.
  ///
  /// @param left how many changes it may still make now
  Optional<String> not(Proposal proposal, int left) {
    if (proposal.isEmpty()) {
      return Optional.of(proposal.reason());
    }
    if (!proposal.effect().closes().contains(proposal.finding().id())) {
      return Optional.of("The changes would not close it.");
    }
    if (proposal.effect().opens() == null || !proposal.effect().opens().isEmpty()) {
      return Optional.of(
          proposal.effect().opens() == null
              ? "Nobody knows what the changes would open."
              : "The changes would open %d other findings; a person weighs that."
                  .formatted(proposal.effect().opens().size()));
    }
    for (int i = 0; i < proposal.changes().size(); i++) {
      Optional<String> why = used(proposal.use(), i).or(fight(proposal.changes().get(i)));
      if (why.isPresent()) {
        return Optional.of(proposal.changes().get(i).sentence() + ": " + why.get());
      }
    }
    return proposal.changes().size() > left
        ? Optional.of(
            "It takes %d changes, and %d are left of the %d that the policy may make in 24 hours."
                .formatted(proposal.changes().size(), left, policy.dailyLimit()))
        : Optional.empty();
  }

  private Supplier<Optional<String>> fight(PlannedChange change) {
    return () -> fight.apply(change);
  }

  private Optional<String> used(List<EdgeUse> use, int index) {
    Double bar = policy.probabilityBelow();
    if (bar == null) {
      return Optional.empty();
    }
    if (index >= use.size()) {
      return Optional.of("nobody knows whether it is used");
    }
    EdgeUse one = use.get(index);
    Double goesOn = one.goesOn();
    if (one.kind() != EdgeUse.Kind.UNUSED) {
      return Optional.of("it is not known to be unused (" + one.reason() + ")");
    }
    if (goesOn == null) {
      return Optional.of("how probable its use still is, is not known (" + one.reason() + ")");
    }
    return goesOn < bar
        ? Optional.empty()
        : Optional.of(
            "its use goes on with probability %.3f, and the policy acts below %s"
                .formatted(goesOn, bar));
  }
}
