package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.analytics.unused.UseVerdict;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.Node;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a [Planner] must know beside the graph.
///
/// @param changeable whether the source with this id may be changed
/// @param neverTouch who is left alone
/// @param managing whether a right on a container lets its holder decide who gets in; the last such
///   right of a container is left alone
/// @param use whether a membership or grant is used, as far as anybody can tell
public record PlanningRules(
    Predicate<String> changeable,
    NeverTouch neverTouch,
    Predicate<Node> managing,
    Function<Edge, UseVerdict> use) {

  /// What of it decides which edges can be taken away.
  public RemovalRules removal() {
    return new RemovalRules(
        changeable, neverTouch.isEmpty() ? RemovalRules.NOBODY : neverTouch::match, managing);
  }

  /// Every source may be changed, nobody is protected, no use is known.
  public static final PlanningRules OPEN =
      new PlanningRules(
          _ -> true,
          NeverTouch.NONE,
          _ -> false,
          _ -> new UseVerdict.Unknown(UseVerdict.Reason.NO_FEED));
}
