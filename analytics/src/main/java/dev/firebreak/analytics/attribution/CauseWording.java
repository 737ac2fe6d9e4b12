package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.Cause.Activity;
import dev.firebreak.analytics.attribution.Cause.CrownJewel;
import dev.firebreak.analytics.attribution.Cause.Fact;
import dev.firebreak.analytics.attribution.Cause.Place;
import dev.firebreak.analytics.attribution.Cause.Sensitivity;
import dev.firebreak.analytics.attribution.Cause.Turn;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import java.util.function.UnaryOperator;

/// How causes are said.
final class CauseWording {

  private CauseWording() {}

  static String words(Cause cause) {
    return switch (cause) {
      case Fact fact -> words(fact);
      case Activity(Place account, boolean usable, _) ->
          "the account %s was %s".formatted(account.name(), usable ? "activated" : "deactivated");
      case Sensitivity(Place resource, int before, int after) ->
          "the sensitivity of %s went from %d to %d".formatted(resource.name(), before, after);
      case CrownJewel(Place resource, boolean marked) ->
          "%s %s"
              .formatted(
                  resource.name(),
                  marked ? "was marked as a crown jewel" : "is no longer marked as a crown jewel");
    };
  }

  /// When and by whom it is known, in brackets; empty where it is not.
  ///
  /// @param source what people call a source
  static String evidence(Cause cause, UnaryOperator<String> source) {
    return switch (cause) {
      case Fact fact -> evidence(fact, source);
      case Activity activity ->
          activity.source() == null ? "" : " (stated by " + source.apply(activity.source()) + ")";
      case Sensitivity _, CrownJewel _ -> "";
    };
  }

  private static String evidence(Fact fact, UnaryOperator<String> source) {
    String id = fact.source();
    boolean concluded = id == null || id.equals(NodeKey.FIREBREAK);
    String by = id == null || concluded ? "" : source.apply(id);
    String at = fact.seen() == null ? "" : Wording.time(fact.seen());
    String rule = fact.rule() == null ? "" : "by the rule: " + fact.rule();
    String known =
        switch (fact.turn()) {
          case APPEARED ->
              concluded
                  ? joined(rule, at.isEmpty() ? "" : "first seen " + at)
                  : joined("first seen by the harvest of " + by, at);
          case DISAPPEARED ->
              joined(
                  concluded ? "" : "no longer stated by " + by,
                  at.isEmpty() ? "" : "last seen " + at);
          case BEGAN, ENDED -> concluded ? rule : "as stated by " + by;
        };
    return known.isEmpty() ? "" : " (" + known + ")";
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
  }

  private static String words(Fact fact) {
    Turn turn = fact.turn();
    if (turn == Turn.BEGAN || turn == Turn.ENDED) {
      String when = fact.seen() == null ? "" : " on " + Wording.time(fact.seen());
      return noun(fact) + (turn == Turn.BEGAN ? " began to hold" : " ceased to hold") + when;
    }
    boolean came = turn == Turn.APPEARED;
    String from = fact.from().name();
    String to = (fact.to().isNew() ? "new " : "") + named(fact.to());
    return switch (fact.kind()) {
      case OWNS ->
          came
              ? "the %saccount %s was linked to %s"
                  .formatted(fact.to().isNew() ? "new " : "", fact.to().name(), from)
              : "the account %s no longer belongs to %s".formatted(fact.to().name(), from);
      case MEMBER_OF ->
          fact.from().kind() == NodeKind.GROUP
              ? came
                  ? "the group %s was nested into the %s".formatted(from, to)
                  : "the group %s was taken out of the %s".formatted(from, to)
              : came
                  ? "%s became a member of the %s".formatted(from, to)
                  : "%s is no longer a member of the %s".formatted(from, to);
      case HOLDS ->
          came
              ? "%s was granted the %s".formatted(named(fact.from()), to)
              : "%s lost the %s".formatted(named(fact.from()), to);
      case IMPLIES ->
          came
              ? "%s came to include the %s".formatted(from, to)
              : "%s no longer includes the %s".formatted(from, to);
      case OPENS ->
          came
              ? "%s came to open the %s".formatted(from, to)
              : "%s no longer opens the %s".formatted(from, to);
      case CONTAINS ->
          came
              ? "the safe %s came to hold the %s".formatted(from, to)
              : "the safe %s no longer holds the %s".formatted(from, to);
      case SIGNS_IN_AS ->
          came
              ? "the secret of %s came to sign in as %s".formatted(from, to)
              : "the secret of %s no longer signs in as %s".formatted(from, to);
      case ON, REPORTS_TO -> from + " " + fact.kind().word() + " " + to;
    };
  }

  private static String noun(Fact fact) {
    String from = fact.from().name();
    String to = fact.to().name();
    return switch (fact.kind()) {
      case MEMBER_OF -> "the membership of %s in %s".formatted(from, to);
      case HOLDS -> "the grant of %s to %s".formatted(to, from);
      case OWNS, IMPLIES, OPENS, CONTAINS, SIGNS_IN_AS, ON, REPORTS_TO ->
          "that %s %s %s".formatted(from, fact.kind().word(), to);
    };
  }

  private static String named(Place place) {
    return switch (place.kind()) {
      case GROUP -> "group " + place.name();
      case ENTITLEMENT -> "entitlement " + place.name();
      case CONTAINER -> "safe " + place.name();
      case PRIVILEGED_ACCOUNT -> "privileged account " + place.name();
      case ACCOUNT, IDENTITY, SOURCE -> place.name();
    };
  }
}
