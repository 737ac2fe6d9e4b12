package dev.firebreak.analytics.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A score and what it is made of: `100 × (1 − Π (1 − weight × extent))` over its parts. Each part
/// takes its share of what the others leave, so the score never passes 100, and no part, extent or
/// weight that grows lowers it.
///
/// @param value 0 to 100
/// @param contributions the parts that add anything, largest first; their points add up to the
///   value
public record RiskScore(double value, List<Contribution> contributions) {

  /// Part of a score.
  ///
  /// @param part what it is, in words
  /// @param weight how much the part may add at most, 0 to 0.95
  /// @param extent how much of that it does, 0 to 1
  /// @param points its share of the value
  public record Contribution(String part, double weight, double extent, double points) {}

  /// A part before the whole is known.
  record Part(String part, double weight, double extent) {
    Part {
      if (!(extent >= 0 && extent <= 1)) {
        throw new IllegalArgumentException("%s has the extent %s".formatted(part, extent));
      }
    }

    private double depth() {
      return -Math.log1p(-weight * extent);
    }
  }

  public RiskScore {
    contributions = List.copyOf(contributions);
  }

  static RiskScore of(List<Part> parts) {
    double depth = parts.stream().mapToDouble(Part::depth).sum();
    double value = -100 * Math.expm1(-depth);
    List<Contribution> contributions = new ArrayList<>();
    for (Part part : parts) {
      if (part.depth() > 0) {
        contributions.add(
            new Contribution(
                part.part(), part.weight(), part.extent(), value * part.depth() / depth));
      }
    }
    contributions.sort(
        Comparator.comparingDouble(Contribution::points)
            .reversed()
            .thenComparing(Contribution::part));
    return new RiskScore(value, contributions);
  }

  /// The value as screens show it, rounded to a whole number.
  public int rounded() {
    return (int) Math.round(value);
  }

  /// What the value is called.
  public Band band() {
    return Band.of(value);
  }

  /// Three bands of equal width.
  public enum Band {
    LOW,
    MEDIUM,
    HIGH;

    static Band of(double value) {
      int rounded = (int) Math.round(value);
      return rounded <= 33 ? LOW : rounded <= 66 ? MEDIUM : HIGH;
    }
  }
}
