package dev.firebreak.analytics.unused;

import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/// Fits a dropout model to peers: the parameters of the largest marginal likelihood, drawn a little
/// to where nothing runs away. The same histories in the same order give the same model.
final class PriorFit {

  /// How far the logarithm of a parameter may lie from where it starts before it costs.
  private static final double WIDE = 2.5;

  private static final double NARROW = 1;
  private static final double FARTHEST = 9;
  private static final int STEPS = 3_000;

  private PriorFit() {}

  /// The model of these histories.
  static DropoutModel of(List<History> histories) {
    int most = mostUses(histories);
    double[] start = start(histories);
    MultivariateFunction goal =
        at -> {
          double sum = 0;
          for (int i = 0; i < at.length; i++) {
            if (Math.abs(at[i]) > FARTHEST) {
              return -1e300;
            }
            double off = (at[i] - start[i]) / WIDE;
            sum -= off * off / 2;
          }
          return sum + likelihood(model(at), histories, most);
        };
    double[] best = start;
    for (int round = 0; round < 2; round++) {
      best =
          new SimplexOptimizer(new SimpleValueChecker(1e-8, 1e-6))
              .optimize(
                  new MaxEval(STEPS),
                  new ObjectiveFunction(goal),
                  GoalType.MAXIMIZE,
                  new InitialGuess(best),
                  new NelderMeadSimplex(4, 0.7))
              .getPoint();
    }
    return model(best);
  }

  /// The model of some of the peers of another: the same but for how often they use it, and near it
  /// where they are few.
  static DropoutModel near(DropoutModel wider, List<History> histories) {
    int most = mostUses(histories);
    double center = Math.log(wider.alpha());
    double found =
        new BrentOptimizer(1e-3, 1e-4)
            .optimize(
                new MaxEval(200),
                new UnivariateObjectiveFunction(at -> {
                  double off = (at - center) / NARROW;
                  return likelihood(with(wider, at), histories, most) - off * off / 2;
                }),
                GoalType.MAXIMIZE,
                new SearchInterval(center - 6, center + 6, center))
            .getPoint();
    return with(wider, found);
  }

  private static DropoutModel with(DropoutModel wider, double logAlpha) {
    return new DropoutModel(wider.r(), Math.exp(logAlpha), wider.a(), wider.b());
  }

  private static DropoutModel model(double[] logs) {
    return new DropoutModel(
        Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]));
  }

  /// The mean rate of the histories with shape 1, and a dropout of one in ten.
  private static double[] start(List<History> histories) {
    double uses = 0;
    double weeks = 0;
    for (History history : histories) {
      uses += history.uses();
      weeks += history.uses() == 0 ? history.observed() : history.recency();
    }
    double alpha = Math.clamp(weeks / Math.max(1, uses), 0.1, 100);
    return new double[] {0, Math.log(alpha), Math.log(0.5), Math.log(4.5)};
  }

  static double likelihood(DropoutModel model, List<History> histories, int mostUses) {
    DropoutModel.Likelihood likelihood = new DropoutModel.Likelihood(model, mostUses);
    double sum = 0;
    for (History history : histories) {
      sum += likelihood.log(history);
    }
    return sum;
  }

  static int mostUses(List<History> histories) {
    return histories.stream().mapToInt(History::uses).max().orElse(0);
  }
}
