package dev.firebreak.analytics.cut;

/// Whether an edge of the graph can be taken away by a change in its source.
public sealed interface Eligibility {

  /// It can, by this removal.
  record Eligible(Removal removal) implements Eligibility {}

  /// It cannot, or must not.
  ///
  /// @param edge the edge in words: `m.okonjo member of STR-Finance-Batch`
  /// @param reason why, in a phrase that a person can act on
  record NotEligible(String edge, String reason) implements Eligibility {}
}
