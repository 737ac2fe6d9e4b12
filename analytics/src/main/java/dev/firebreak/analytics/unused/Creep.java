package dev.firebreak.analytics.unused;

import java.util.OptionalDouble;

/// The permission creep index of some grants: `100 · Σ(w · unused) / Σ(w · granted)`, where `w` is
/// sensitivity times [RightLevel]. Grants of which nobody can tell whether they are used are in
/// neither sum and reported apart.
///
/// @param unused the weight of the unused grants
/// @param judged the weight of all grants with a verdict other than unknown
/// @param unknown the weight of the others
public record Creep(long unused, long judged, long unknown) {

  /// Of no grants.
  public static final Creep NONE = new Creep(0, 0, 0);

  /// How bad it is: up to 33, up to 66, above.
  public enum Band {
    LOW,
    MEDIUM,
    HIGH
  }

  /// Of one grant.
  static Creep of(UseVerdict verdict, long weight) {
    return switch (verdict.kind()) {
      case UNUSED -> new Creep(weight, weight, 0);
      case USED, SEASONAL, TOO_NEW -> new Creep(0, weight, 0);
      case UNKNOWN -> new Creep(0, 0, weight);
    };
  }

  /// Of these grants and those.
  Creep plus(Creep other) {
    return new Creep(unused + other.unused, judged + other.judged, unknown + other.unknown);
  }

  /// 0 to 100; empty when no grant could be judged.
  public OptionalDouble index() {
    return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * unused / judged);
  }

  /// The index if all that is unknown were used.
  public OptionalDouble lowest() {
    return judged + unknown == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * unused / (judged + unknown));
  }

  /// The index if all that is unknown were unused.
  public OptionalDouble highest() {
    return judged + unknown == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * (unused + unknown) / (judged + unknown));
  }

  /// What share of the weight nobody can tell of, in per cent.
  public double unknownShare() {
    return judged + unknown == 0 ? 0 : 100.0 * unknown / (judged + unknown);
  }

  /// The band of the index; LOW when there is none.
  public Band band() {
    double index = index().orElse(0);
    return index < 33.5 ? Band.LOW : index < 66.5 ? Band.MEDIUM : Band.HIGH;
  }
}
