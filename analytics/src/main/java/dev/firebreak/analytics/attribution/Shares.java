package dev.firebreak.analytics.attribution;

/// What a cause contributed to each measure.
public record Shares(Share count, Share weighted, Share crownJewels) {

  public static final Shares ZERO = new Shares(Share.ZERO, Share.ZERO, Share.ZERO);

  /// @param units by how many times 1/12! the cause makes one game worth more
  static Shares of(RadiusSums worth, long units) {
    RadiusSums all = worth.times(units);
    return new Shares(
        new Share(all.count()), new Share(all.weighted()), new Share(all.crownJewels()));
  }

  public Shares plus(Shares other) {
    return new Shares(
        count.plus(other.count),
        weighted.plus(other.weighted),
        crownJewels.plus(other.crownJewels));
  }

  public boolean isZero() {
    return equals(ZERO);
  }
}
