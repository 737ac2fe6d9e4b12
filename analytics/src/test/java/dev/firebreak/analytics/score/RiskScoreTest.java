package dev.firebreak.analytics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.score.IdentityScore.About;
import dev.firebreak.analytics.score.RiskScore.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RiskScoreTest {

  private static final RiskWeights USUAL = RiskWeights.DEFAULT;

  @Test
  void theScoreIsTheFormulaByHand() {
    // reach 1000 of 1000 + 1000, one jewel of 1 + 1, one finding of 50
    RiskScore score = IdentityScore.of(1000, 1, List.of(new About("Leaver", 50)), USUAL);

    assertThat(score.value())
        .isCloseTo(100 * (1 - (1 - 0.3 * 0.5) * (1 - 0.4 * 0.5) * (1 - 0.7 * 0.5)), within(1e-9));
    assertThat(score.contributions())
        .extracting(Contribution::part)
        .containsExactly("Leaver", "crown jewels in reach", "blast radius");
    assertThat(score.contributions().stream().mapToDouble(Contribution::points).sum())
        .isCloseTo(score.value(), within(1e-9));
    assertThat(score.band()).isEqualTo(RiskScore.Band.MEDIUM);
  }

  @Test
  void whoReachesNothingAndHasNoFindingScoresNothing() {
    RiskScore score = IdentityScore.of(0, 0, List.of(), USUAL);
    assertThat(score.value()).isZero();
    assertThat(score.contributions()).isEmpty();
  }

  @Test
  void aWorseSeverityOfTheSameFindingScoresMoreAndNoneReachesAHundred() {
    double before = 101;
    for (Severity severity : Severity.values()) {
      double value = FindingScore.of(severity, 1_000_000, 100, USUAL).value();
      assertThat(value).isBetween(0.0, Math.min(100, before - 1e-9));
      before = value;
    }
    assertThat(FindingScore.of(Severity.INFO, 1_000_000, 100, USUAL).rounded()).isLessThan(10);
  }

  @Test
  void aWeightOutOfBoundsIsRefusedByItsName() {
    assertThatThrownBy(() -> new RiskWeights(0.5, 0.5, 0.5, 0.5, 1, 0.5, 100))
        .hasMessage("the weight crown-jewels must be from 0 to 0.95, not 1.0");
    assertThatThrownBy(() -> new RiskWeights(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0))
        .hasMessageContaining("half-reach");
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void moreAccessAMoreOrAHeavierFindingOrALargerWeightNeverLowersAScore(long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[] weights = new double[6];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = chance.nextInt(8) == 0 ? 0 : chance.nextDouble(0.95);
    }
    RiskWeights set = weights(weights, 1 + chance.nextDouble(2000));
    long weighted = chance.nextLong(20_000);
    int jewels = chance.nextInt(20);
    List<About> about = new ArrayList<>();
    for (int n = chance.nextInt(30); n > 0; n--) {
      about.add(new About("finding " + n, chance.nextDouble(100)));
    }
    double score = IdentityScore.of(weighted, jewels, about, set).value();

    assertThat(score).isBetween(0.0, 100.0);
    atLeast(score, IdentityScore.of(weighted + chance.nextLong(1000), jewels, about, set));
    atLeast(score, IdentityScore.of(weighted, jewels + chance.nextInt(3), about, set));
    List<About> more = new ArrayList<>(about);
    more.add(chance.nextInt(more.size() + 1), new About("one more", chance.nextDouble(100)));
    atLeast(score, IdentityScore.of(weighted, jewels, more, set));
    if (!about.isEmpty()) {
      List<About> heavier = new ArrayList<>(about);
      About old = heavier.removeFirst();
      heavier.add(new About(old.name(), Math.min(100, old.score() + chance.nextDouble(20))));
      atLeast(score, IdentityScore.of(weighted, jewels, heavier, set));
    }
    int raised = chance.nextInt(weights.length);
    double[] larger = weights.clone();
    larger[raised] = Math.min(0.95, larger[raised] + chance.nextDouble(0.3));
    RiskWeights lifted = weights(larger, set.halfReach());
    atLeast(score, IdentityScore.of(weighted, jewels, about, lifted));

    Severity severity = Severity.values()[chance.nextInt(5)];
    int affected = chance.nextInt(5000);
    int worth = chance.nextInt(101);
    double finding = FindingScore.of(severity, affected, worth, set).value();
    atLeast(finding, FindingScore.of(severity, affected + 1, worth, set));
    atLeast(finding, FindingScore.of(severity, affected, Math.min(100, worth + 1), set));
    atLeast(finding, FindingScore.of(severity, affected, worth, lifted));
    if (severity != Severity.CRITICAL) {
      atLeast(
          finding,
          FindingScore.of(Severity.values()[severity.ordinal() - 1], affected, worth, set));
    }
  }

  private static RiskWeights weights(double[] of, double half) {
    return new RiskWeights(of[0], of[1], of[2], of[3], of[4], of[5], half);
  }

  private static void atLeast(double before, RiskScore after) {
    assertThat(after.value()).isGreaterThanOrEqualTo(before - 1e-9);
    assertThat(after.contributions().stream().mapToDouble(Contribution::points).sum())
        .isCloseTo(after.value(), within(1e-6));
  }
}
