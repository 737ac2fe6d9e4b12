package dev.firebreak.web.workbench;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.whatif.IdentityChange;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.web.view.Counts;
import dev.firebreak.web.view.NodeRef;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a basket would lead to, as a screen shows it.
///
/// @param outcome the answer
/// @param less how many identities would reach less, by weight
/// @param more how many would reach more
/// @param jewelsBefore pairs of somebody concerned and a crown jewel that they reach
/// @param jewelsAfter the same after the changes
/// @param listed those with the largest change of weight first, at most [#LISTED]
/// @param opened the worst that would open, at most [#LISTED]
/// @param closed the worst that would close, at most [#LISTED]
public record BasketEffect(
    WhatIf outcome,
    long less,
    long more,
    long jewelsBefore,
    long jewelsAfter,
    List<Person> listed,
    List<Finding> opened,
    List<Finding> closed) {

  /// How many lines a list has.
  public static final int LISTED = 20;

  /// Somebody who would reach something else.
  ///
  /// @param gained names of the most sensitive resources that they would reach besides
  /// @param lost names of the most sensitive resources that they would no longer reach
  public record Person(NodeRef identity, IdentityChange change, String gained, String lost) {

    static Person of(IdentityChange change, NodeRef identity) {
      return new Person(
          identity,
          change,
          names(change.mostGained(), change.gained()),
          names(change.mostLost(), change.lost()));
    }

    private static String names(List<IdentityChange.Resource> resources, int all) {
      String first =
          resources.stream()
              .limit(2)
              .map(each -> each.resource().name() + (each.crownJewel() ? " (crown jewel)" : ""))
              .collect(Collectors.joining(", "));
      return all > 2 ? "%s and %,d more".formatted(first, all - 2) : first;
    }
  }

  /// The effect in a sentence.
  public String sentence() {
    int found = outcome.opened().size() + outcome.closed().size();
    int identities = outcome.identities().size();
    if (found == 0 && identities == 0) {
      return "Nothing would be otherwise: nobody reaches anything else, and no finding opens or closes.";
    }
    return "%s, %s, and %s."
        .formatted(
            verb(outcome.closed().size(), "would close"),
            verb(outcome.opened().size(), "would open").toLowerCase(Locale.ROOT),
            identities == 0
                ? "nobody reaches anything else"
                : Counts.of(
                    identities,
                    "identity reaches something else",
                    "identities reach something else"));
  }

  private static String verb(int count, String would) {
    return (count == 0 ? "No finding" : Counts.of(count, "finding", "findings")) + " " + would;
  }
}
