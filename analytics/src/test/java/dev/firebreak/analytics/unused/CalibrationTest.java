package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Simulated grants whose end is known: what is called 30 % probable must be so in 30 of 100.
class CalibrationTest {

  private static final Logger log = LoggerFactory.getLogger(CalibrationTest.class);
  private static final int SEED = 41;
  private static final double WINDOW = 90 / 7.0;

  /// A grant and whether it was in use at the end.
  ///
  /// @param weekly the same as far as the graph keeps it: several uses in a week are one
  private record Simulated(History history, History weekly, boolean alive) {

    Simulated asKept() {
      return new Simulated(weekly, weekly, alive);
    }
  }

  /// Organisations of different habits: busy ones, slow ones, faithful ones, fickle ones.
  private static final List<DropoutModel> TRUTHS =
      List.of(
          new DropoutModel(1.5, 4, 0.8, 8),
          new DropoutModel(0.8, 6, 0.5, 2.5),
          new DropoutModel(3, 5, 1.5, 20));

  private static List<Simulated> simulate(DropoutModel truth, int grants, long seed) {
    Well19937c random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, truth.r(), 1 / truth.alpha());
    BetaDistribution stops = new BetaDistribution(random, truth.a(), truth.b());
    Random dice = new Random(seed);
    List<Simulated> all = new ArrayList<>();
    for (int i = 0; i < grants; i++) {
      double observed = 15 + 89 * dice.nextDouble();
      double rate = rates.sample();
      double stop = stops.sample();
      boolean alive = dice.nextDouble() >= stop;
      int uses = 0;
      Set<Long> weeks = new HashSet<>();
      double last = 0;
      double at = 0;
      while (alive) {
        at -= Math.log(1 - dice.nextDouble()) / rate;
        if (at > observed) {
          break;
        }
        uses++;
        weeks.add((long) at);
        last = at;
        alive = dice.nextDouble() >= stop;
      }
      all.add(
          new Simulated(
              new History(uses, last, observed, true),
              new History(weeks.size(), last, observed, true),
              alive));
    }
    return all;
  }

  private static double brier(List<Simulated> all, java.util.function.ToDoubleFunction<History> p) {
    return all.stream()
        .mapToDouble(one -> Math.pow(p.applyAsDouble(one.history()) - (one.alive() ? 1 : 0), 2))
        .average()
        .orElseThrow();
  }

  private static double byFixedWindow(History history) {
    return history.observed() - history.recency() <= WINDOW ? 1 : 0;
  }

  /// The largest difference between what was said and what was so, over tenths of what was said
  /// with at least `enough` grants.
  private static double worstBin(List<Simulated> all, DropoutModel model, int enough) {
    double[] said = new double[10];
    double[] alive = new double[10];
    int[] count = new int[10];
    for (Simulated one : all) {
      double p = model.stillUsed(one.history());
      int bin = Math.min(9, (int) (p * 10));
      said[bin] += p;
      alive[bin] += one.alive() ? 1 : 0;
      count[bin]++;
    }
    log.info("counts by tenth {}", Arrays.toString(count));
    double worst = 0;
    for (int i = 0; i < 10; i++) {
      if (count[i] >= enough) {
        double off = Math.abs(said[i] - alive[i]) / count[i];
        log.info("said {} was {} of {}", said[i] / count[i], alive[i] / count[i], count[i]);
        worst = Math.max(worst, off);
      }
    }
    return worst;
  }

  @Test
  void aModelFittedToPeersIsCalibratedAndBetterThanAFixedWindow() {
    for (int i = 0; i < TRUTHS.size(); i++) {
      DropoutModel truth = TRUTHS.get(i);
      List<Simulated> all = simulate(truth, 22_000, SEED + i);
      List<Simulated> seen = all.subList(0, 2_000);
      List<Simulated> judged = all.subList(2_000, all.size());

      DropoutModel fitted = PriorFit.of(seen.stream().map(Simulated::history).toList());

      double ours = brier(judged, fitted::stillUsed);
      double best = brier(judged, truth::stillUsed);
      double window = brier(judged, CalibrationTest::byFixedWindow);
      double worst = worstBin(judged, fitted, 300);
      log.info(
          "truth {}: fitted {}; Brier {} (of the truth {}, of 90 days {}); worst tenth {}",
          truth,
          fitted,
          ours,
          best,
          window,
          worst);
      assertThat(worst).as("seed %d", SEED + i).isLessThan(0.08);
      assertThat(ours).isLessThan(window).isCloseTo(best, within(0.01));
    }
  }

  @Test
  void countingWeeksInPlaceOfUsesCostsLittle() {
    for (int i = 0; i < TRUTHS.size(); i++) {
      List<Simulated> all =
          simulate(TRUTHS.get(i), 12_000, SEED + i).stream().map(Simulated::asKept).toList();
      List<Simulated> judged = all.subList(2_000, all.size());

      DropoutModel fitted =
          PriorFit.of(all.subList(0, 2_000).stream().map(Simulated::history).toList());

      double ours = brier(judged, fitted::stillUsed);
      double window = brier(judged, CalibrationTest::byFixedWindow);
      double worst = worstBin(judged, fitted, 300);
      log.info("by weeks: Brier {} (of 90 days {}); worst tenth {}", ours, window, worst);
      assertThat(worst).as("seed %d", SEED + i).isLessThan(0.12);
      assertThat(ours).isLessThan(window);
    }
  }

  @Test
  void aModelThatIsWrongIsFoundOut() {
    List<Simulated> all = simulate(TRUTHS.getFirst(), 6_000, SEED);
    DropoutModel believesNobodyStops = new DropoutModel(1.5, 4, 0.02, 8);

    assertThat(worstBin(all, believesNobodyStops, 300)).isGreaterThan(0.08);
  }

  @Test
  void holdersOfARareEntitlementAreJudgedByTheirOwnRateNearTheRestOfTheSource() {
    DropoutModel source = TRUTHS.getFirst();
    DropoutModel slow = new DropoutModel(source.r(), 16, source.a(), source.b());
    List<Simulated> all = simulate(slow, 3_000, SEED);

    DropoutModel near =
        PriorFit.near(source, all.subList(0, 60).stream().map(Simulated::history).toList());

    assertThat(near.alpha()).isBetween(9.0, 24.0);
    assertThat(brier(all, near::stillUsed)).isLessThan(brier(all, source::stillUsed));
  }

  @Test
  void theSamePeersGiveTheSameModel() {
    List<History> histories =
        simulate(TRUTHS.getLast(), 500, SEED).stream().map(Simulated::history).toList();

    assertThat(PriorFit.of(histories)).isEqualTo(PriorFit.of(histories));
  }

  @Test
  void peersOfWhomNobodyEverStopsGiveAModelAllTheSame() {
    List<History> histories = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      histories.add(new History(50 + i % 3, 52, 52, true));
    }
    DropoutModel model = PriorFit.of(histories);

    assertThat(model.stillUsed(50, 52, 52)).isGreaterThan(0.95);
    assertThat(model.stillUsed(30, 30, 52)).isLessThan(0.05);
  }
}
