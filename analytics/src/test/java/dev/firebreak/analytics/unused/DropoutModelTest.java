package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

class DropoutModelTest {

  private static final long SEED = 7;

  /// The posterior by integrating over all rates and all probabilities to stop.
  private static double byIntegration(DropoutModel model, int x, double t, double observed) {
    GammaDistribution rates = new GammaDistribution(null, model.r(), 1 / model.alpha());
    BetaDistribution stops = new BetaDistribution(null, model.a(), model.b());
    double longest = rates.inverseCumulativeProbability(1 - 1e-12);
    double scale =
        Math.max(
            longest,
            x > 0 ? 20.0 * (model.r() + x) / (model.alpha() + Math.max(t, 1e-9)) : longest);
    // λ^x e^(-λ T) and λ^x e^(-λ t), apart from a common factor that keeps them in range
    double peak = x == 0 ? 0 : x * Math.log(x / Math.max(t, 1e-9)) - x;
    double alive =
        integral(
            rate -> rates.density(rate) * Math.exp(power(rate, x) - rate * observed - peak), scale);
    double dead =
        integral(rate -> rates.density(rate) * Math.exp(power(rate, x) - rate * t - peak), scale);
    double stays = unit(p -> stops.density(p) * Math.pow(1 - p, x + 1.0));
    double left = unit(p -> stops.density(p) * p * Math.pow(1 - p, x));
    return alive * stays / (alive * stays + dead * left);
  }

  private static double power(double rate, int x) {
    return x == 0 ? 0 : x * Math.log(rate);
  }

  private static double integral(UnivariateFunction f, double to) {
    // by s³ in place of the rate, which takes the pole of the density at 0 away
    return integrate(s -> 3 * s * s * f.value(s * s * s), Math.cbrt(to));
  }

  private static double unit(UnivariateFunction f) {
    return integrate(s -> 3 * s * s * f.value(s * s * s), Math.cbrt(0.5))
        + integrate(s -> 3 * s * s * f.value(1 - s * s * s), Math.cbrt(0.5));
  }

  private static double integrate(UnivariateFunction f, double to) {
    int parts = 60;
    double sum = 0;
    for (int i = 0; i < parts; i++) {
      sum +=
          new IterativeLegendreGaussIntegrator(12, 1e-9, 1e-15)
              .integrate(200_000, f, to * i / parts, to * (i + 1) / parts);
    }
    return sum;
  }

  @Test
  void theClosedFormIsWhatIntegrationGives() {
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      DropoutModel model =
          new DropoutModel(
              0.5 + 3 * random.nextDouble(),
              0.5 + 15 * random.nextDouble(),
              0.4 + 2 * random.nextDouble(),
              0.6 + 8 * random.nextDouble());
      double observed = 5 + 150 * random.nextDouble();
      int x = random.nextInt(4) == 0 ? 0 : random.nextInt(30);
      double t = x == 0 ? 0 : observed * random.nextDouble();
      assertThat(model.stillUsed(x, t, observed))
          .as("seed %d, case %d: %s, x=%d, t=%s, T=%s", SEED, i, model, x, t, observed)
          .isCloseTo(byIntegration(model, x, t, observed), within(1e-6));
    }
  }

  @Test
  void theLikelihoodOfAHistoryAddsUpToOneOverAllThatMayHappen() {
    DropoutModel model = new DropoutModel(1.4, 3, 0.8, 4);
    // without use until T, or with a first use somewhere before, whatever then
    double observed = 6;
    double none = Math.exp(likelihood(model, new History(0, 0, observed, true)));
    double some = integrate(t -> Math.exp(likelihood(model, new History(1, t, t, true))), observed);
    assertThat(none + some).isCloseTo(1, within(1e-6));
  }

  private static double likelihood(DropoutModel model, History history) {
    return new DropoutModel.Likelihood(model, history.uses()).log(history);
  }

  @Test
  void theLongerTheSilenceTheLessProbableAndTheBusierTheSooner() {
    DropoutModel model = new DropoutModel(1.2, 2, 0.6, 5);
    assertThat(model.stillUsed(10, 40, 40)).isGreaterThan(model.stillUsed(10, 40, 52));
    assertThat(model.stillUsed(10, 40, 52)).isGreaterThan(model.stillUsed(10, 40, 80));
    assertThat(model.stillUsed(30, 40, 52)).isLessThan(model.stillUsed(10, 40, 52));
    assertThat(model.stillUsed(0, 0, 60)).isLessThan(model.stillUsed(0, 0, 20));
  }

  @Test
  void parametersArePositive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DropoutModel(1, 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DropoutModel(1, 1, Double.NaN, 1));
  }
}
