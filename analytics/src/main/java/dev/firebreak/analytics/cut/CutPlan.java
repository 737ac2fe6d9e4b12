package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.AccessPath;
import java.util.List;
import java.util.OptionalInt;

/// The changes that reach a goal, or come nearest to it, and what shows that they do.
///
/// @param goal what was asked for, in a phrase
/// @param budget the most changes that were allowed
/// @param spare which access was left alone
/// @param method how the changes were found
/// @param attained whether the goal is reached; decided by a plain search on the changed snapshot,
///   or for findings by the analyses
/// @param answer the outcome in a sentence
/// @param changes what to change, in this order
/// @param before who reaches how much of the targets now
/// @param after the same, were the changes made
/// @param fewest how many changes the goal takes at least, where that is known; it may be more than
///   the budget
/// @param enough how many changes are known to do it, where that is known; they may be more than
///   the budget, and fewer may do
/// @param remaining some of the ways that stay, the weightiest target first, and why each stays
/// @param findings what becomes of the findings that were to be closed; none for another goal
public record CutPlan(
    String goal,
    int budget,
    Spare spare,
    Method method,
    boolean attained,
    String answer,
    List<CutChange> changes,
    Exposed before,
    Exposed after,
    OptionalInt fewest,
    OptionalInt enough,
    List<Remaining> remaining,
    List<Outcome> findings) {

  public CutPlan {
    changes = List.copyOf(changes);
    remaining = List.copyOf(remaining);
    findings = List.copyOf(findings);
  }

  /// How changes are found.
  public enum Method {
    /// No plan with fewer changes exists, or none at all.
    MINIMUM_CUT("exact, by minimum cut"),
    /// One step after the other, each the best at that moment. A plan with fewer changes, or one
    /// that does more, may exist; no bound is known.
    GREEDY("greedy");

    private final String words;

    Method(String words) {
      this.words = words;
    }

    /// What screens call it.
    public String words() {
      return words;
    }
  }

  /// How much of the targets is reached.
  ///
  /// @param weight the sum, over all who were asked about, of the weights of the targets that each
  ///   reaches; a weight is the sensitivity, at least 1
  /// @param pairs how many pairs of one who reaches and a target there are
  public record Exposed(long weight, long pairs) {

    /// Nobody reaches anything.
    public static final Exposed NONE = new Exposed(0, 0);
  }

  /// A way that stays.
  ///
  /// @param path the shortest
  /// @param kept the memberships and grants on it that stay, each with the reason
  public record Remaining(AccessPath path, List<Kept> kept) {

    public Remaining {
      kept = List.copyOf(kept);
    }
  }

  /// A membership or grant that stays.
  ///
  /// @param edge the edge in words
  /// @param reason why; or what would take it, and that the budget does not allow it
  public record Kept(String edge, String reason) {}

  /// What becomes of a finding.
  ///
  /// @param reason why it stays; empty for one that is closed
  public record Outcome(String id, String story, boolean closed, String reason) {}

  /// The share of the exposure that goes, 0 to 1; where there was none, 1 if the goal is reached.
  public double share() {
    return before.weight() == 0
        ? attained ? 1 : 0
        : (double) (before.weight() - after.weight()) / before.weight();
  }
}
