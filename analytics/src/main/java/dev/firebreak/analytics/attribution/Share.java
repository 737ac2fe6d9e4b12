package dev.firebreak.analytics.attribution;

import java.math.BigInteger;
import java.util.Locale;

/// An exact part of a change: a multiple of 1/12!, which every Shapley value of at most twelve
/// players is.
///
/// @param units how many times 1/12!
public record Share(long units) implements Comparable<Share> {

  /// 12!
  public static final long ONE = 479_001_600L;

  public static final Share ZERO = new Share(0);

  public Share plus(Share other) {
    return new Share(Math.addExact(units, other.units));
  }

  /// Rounded to a double.
  public double value() {
    return (double) units / ONE;
  }

  /// Exactly, in lowest terms: `164`, `-1/2`, `490/3`.
  public String exact() {
    long divisor = BigInteger.valueOf(units).gcd(BigInteger.valueOf(ONE)).longValueExact();
    long below = ONE / divisor;
    return below == 1 ? Long.toString(units / ONE) : units / divisor + "/" + below;
  }

  /// With a sign and at most two decimals: `+164`, `+163.33`, `−28`.
  public String signed() {
    boolean whole = units % ONE == 0;
    String amount =
        whole
            ? String.format(Locale.ENGLISH, "%,d", Math.abs(units / ONE))
            : String.format(Locale.ENGLISH, "%,.2f", Math.abs(value()));
    return (units < 0 ? "\u2212" : "+") + amount;
  }

  @Override
  public int compareTo(Share other) {
    return Long.compare(units, other.units);
  }
}
