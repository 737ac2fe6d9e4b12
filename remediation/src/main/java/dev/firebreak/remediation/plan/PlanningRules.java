package dev.firebreak.remediation.plan;

import dev.firebreak.analytics.cut.EdgeUse;
import dev.firebreak.analytics.cut.RemovalRules;
import dev.firebreak.graph.snapshot.Node;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// What a [Planner] must know beside the graph.
///
/// @param changeable whether the source with this id may be changed
/// @param neverTouch who is left alone
/// @param managing whether a right on a container lets its holder decide who gets in; the last such
///   right of a container is left alone
/// @param use how the membership or grant with an index in the snapshot is used, see
///   [dev.firebreak.analytics.cut.AccessInUse]
public record PlanningRules(
    Predicate<String> changeable,
    NeverTouch neverTouch,
    Predicate<Node> managing,
    IntFunction<EdgeUse> use) {

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
          _ -> new EdgeUse(EdgeUse.Kind.UNKNOWN, "no usage feed tells"));
}
