package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.CutPlan.Exposed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;

/// The answer of a [CutPlan] in a sentence or two.
///
/// @param made how many changes the plan has
/// @param fewest how many the goal takes at least, where that is known
/// @param enough how many are known to be enough, where that is known
record CutWording(
    int budget,
    Spare spare,
    int made,
    Exposed before,
    Exposed after,
    OptionalInt fewest,
    OptionalInt enough) {

  /// The goal is reached.
  String attained(boolean exact) {
    if (before.pairs() == 0) {
      return "Nobody reaches any of it now: there is nothing to change.";
    }
    if (made == 0) {
      return "It is so already: there is nothing to change.";
    }
    return exact
        ? "%s this; no fewer do, by minimum cut.".formatted(changes(made, "does", "do"))
        : "%s: %s. Found greedily: %s."
            .formatted(
                changes(made, "is enough", "are enough"),
                gone(),
                fewest.orElse(-1) == made ? "no fewer do" : "fewer may do");
  }

  /// The goal is not reached.
  ///
  /// @param reachable the most that may be spared for it to be attainable by any number of changes
  String missed(Optional<Spare> reachable) {
    String best = best();
    if (fewest.isPresent()) {
      return "It takes %s, and the budget is %d. %s"
          .formatted(changes(fewest.getAsInt(), "", "").strip(), budget, best);
    }
    if (reachable.isEmpty()) {
      return "No number of changes does it: what stays cannot be taken away from here, see why. "
          + best;
    }
    if (reachable.get() != spare) {
      return sparing(spare, reachable.get()) + " " + best;
    }
    return "Not found within the budget of %d; %s. %s"
        .formatted(
            budget,
            enough.isPresent()
                ? changes(enough.getAsInt(), "is enough", "are enough") + ", found greedily"
                : "more changes can do it",
            best);
  }

  /// That less would have to be spared.
  static String sparing(Spare spare, Spare reachable) {
    return "Not attainable while what is %s is spared; it is when %s is spared."
        .formatted(spare.word(), only(reachable));
  }

  /// What is spared, in words.
  static String only(Spare spare) {
    return switch (spare) {
      case USED_AND_UNKNOWN -> "what is used and unknown";
      case USED -> "only what is used";
      case NOTHING -> "nothing";
    };
  }

  /// The goal is not reached, since a group would have no members.
  String wouldEmpty() {
    return "Not found without leaving a group empty, and no group is emptied. " + best();
  }

  private String best() {
    return made == 0
        ? "No change that may be made brings it nearer."
        : "The best found, greedily, with %s: %s.".formatted(changes(made, "", "").strip(), gone());
  }

  private String gone() {
    return "%s of the exposure goes, and %,d of %,d pairs"
        .formatted(
            percent(
                before.weight() == 0
                    ? 1
                    : (double) (before.weight() - after.weight()) / before.weight()),
            before.pairs() - after.pairs(),
            before.pairs());
  }

  private static String changes(int count, String one, String many) {
    return count == 1 ? "1 change " + one : count + " changes " + many;
  }

  /// A share in whole per cent, never rounded up to all of it, nor down to nothing.
  static String percent(double share) {
    long whole = Math.round(share * 100);
    return whole == 0 && share > 0
        ? "less than 1%"
        : (whole == 100 && share < 1 ? 99 : whole) + "%";
  }

  /// A share in per cent as somebody asked for it.
  static String exactly(double share) {
    return BigDecimal.valueOf(share * 100)
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }
}
