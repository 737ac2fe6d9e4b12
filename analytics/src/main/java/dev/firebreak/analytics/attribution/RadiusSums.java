package dev.firebreak.analytics.attribution;

/// The measures of a blast radius that are attributed, or a difference of two.
///
/// @param count distinct resources reached
/// @param weighted the sum of their sensitivities
/// @param crownJewels how many of them are crown jewels
public record RadiusSums(long count, long weighted, long crownJewels) {

  public static final RadiusSums ZERO = new RadiusSums(0, 0, 0);

  public RadiusSums plus(RadiusSums other) {
    return new RadiusSums(
        count + other.count, weighted + other.weighted, crownJewels + other.crownJewels);
  }

  public RadiusSums minus(RadiusSums other) {
    return new RadiusSums(
        count - other.count, weighted - other.weighted, crownJewels - other.crownJewels);
  }

  public RadiusSums times(long factor) {
    return new RadiusSums(
        Math.multiplyExact(count, factor),
        Math.multiplyExact(weighted, factor),
        Math.multiplyExact(crownJewels, factor));
  }

  public boolean isZero() {
    return count == 0 && weighted == 0 && crownJewels == 0;
  }
}
