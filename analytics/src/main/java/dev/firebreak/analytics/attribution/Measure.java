package dev.firebreak.analytics.attribution;

/// What of a blast radius is counted.
public enum Measure {
  /// Distinct resources.
  COUNT,
  /// Their sensitivities, added up.
  WEIGHTED,
  /// Crown jewels among them.
  CROWN_JEWELS;

  public long of(RadiusSums sums) {
    return switch (this) {
      case COUNT -> sums.count();
      case WEIGHTED -> sums.weighted();
      case CROWN_JEWELS -> sums.crownJewels();
    };
  }

  public Share of(Shares shares) {
    return switch (this) {
      case COUNT -> shares.count();
      case WEIGHTED -> shares.weighted();
      case CROWN_JEWELS -> shares.crownJewels();
    };
  }
}
