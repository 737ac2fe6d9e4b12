package dev.firebreak.ingest.correlate;

import java.util.List;

/// Something about one account that correlation could not decide, or decided against a rule.
///
/// @param account key of the account
/// @param rule the rule that is at odds, in words; [dev.firebreak.graph.model.LinkRule#BY_HAND] for
///   a decision by hand
/// @param candidates keys of the identities that the rule finds, or that a person chose
/// @param why a sentence
public record Conflict(
    String account, Kind kind, String rule, List<String> candidates, String why) {

  /// What is the matter.
  public enum Kind {
    /// A rule finds several identities and decides nothing.
    AMBIGUOUS,
    /// A rule finds somebody else than the one that decides.
    CONTRADICTED,
    /// Somebody linked it by hand to an identity whose authoritative account is gone.
    IDENTITY_GONE,
    /// Somebody decided of it by hand, but its source says who is a person.
    AUTHORITATIVE
  }

  public Conflict {
    candidates = List.copyOf(candidates);
  }

  /// What names it: the same trouble has the same key in every correlation.
  public String key() {
    return account + "|" + kind + "|" + rule;
  }

  /// All of it as a sentence.
  public String sentence() {
    return account + ": " + why;
  }
}
