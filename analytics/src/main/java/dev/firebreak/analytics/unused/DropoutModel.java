package dev.firebreak.analytics.unused;

/// How peers use something until they stop: a Gamma–Poisson model with dropout (MBG/NBD).
///
/// While somebody still uses a grant, the weeks with use come as a Poisson process of some rate,
/// and the rates of peers are Gamma distributed with shape `r` and rate `alpha` (in weeks). When
/// the grant begins, and after each use, they stop for good with some probability, and the
/// probabilities of peers are Beta distributed with `a` and `b`. See
/// `docs/algorithms/unused-entitlements.md`.
///
/// @param r shape of the rates, positive
/// @param alpha rate of the rates in weeks, positive
/// @param a first parameter of the dropout, positive
/// @param b second parameter of the dropout, positive
public record DropoutModel(double r, double alpha, double a, double b) {

  public DropoutModel {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "the parameters of a dropout model are positive, not %s, %s, %s, %s"
              .formatted(r, alpha, a, b));
    }
  }

  /// The posterior probability that the grant is still in use: `1 / (1 + a / (b + x) · ((alpha + T)
  /// / (alpha + t))^(r + x))` for `x` uses, the last after `t` of `T` weeks.
  ///
  /// @param uses how many weeks had a use
  /// @param recency when the last was, in weeks since the clock started; 0 where there was none
  /// @param observed until when it was watched, in weeks
  public double stillUsed(int uses, double recency, double observed) {
    double odds =
        Math.log(a / (b + uses))
            + (r + uses) * (Math.log(alpha + observed) - Math.log(alpha + recency));
    return 1 / (1 + Math.exp(odds));
  }

  /// The posterior probability of a history.
  double stillUsed(History history) {
    return stillUsed(history.uses(), history.recency(), history.observed());
  }

  /// The likelihood of histories under one model, up to a factor that no parameter changes. What
  /// depends on the number of uses alone is worked out once for all histories.
  static final class Likelihood {

    private final DropoutModel model;
    private final double[] ofUses;

    Likelihood(DropoutModel model, int mostUses) {
      this.model = model;
      this.ofUses = new double[mostUses + 1];
      double r = model.r;
      double b = model.b;
      double ab = model.a + model.b;
      double sum = r * Math.log(model.alpha) - Math.log(ab);
      for (int x = 0; x <= mostUses; x++) {
        ofUses[x] = sum;
        sum += Math.log(r + x) + Math.log(b + x) - Math.log(ab + x + 1);
      }
    }

    /// Its logarithm for one history.
    double log(History history) {
      int x = history.uses();
      double power = model.r + x;
      double alive = Math.log(model.b + x) - power * Math.log(model.alpha + history.observed());
      double dead = Math.log(model.a) - power * Math.log(model.alpha + history.recency());
      double most = Math.max(alive, dead);
      return ofUses[x] + most + Math.log(Math.exp(alive - most) + Math.exp(dead - most));
    }
  }
}
