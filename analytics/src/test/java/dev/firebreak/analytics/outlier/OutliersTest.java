package dev.firebreak.analytics.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutliersTest {

  /// Clerks who hold `work`, and one who holds something else in addition.
  private static String clerks(int count, String more) {
    StringBuilder text =
        new StringBuilder(
            """
            source app name=App
            entitlement app/Entitlement/work sensitivity=10
            entitlement app/Entitlement/big sensitivity=90 crown name="Export all"
            entitlement app/Entitlement/odd1 name="Odd one"
            entitlement app/Entitlement/odd2 name="Odd two"
            """);
    for (int i = 0; i < count; i++) {
      text.append(
          """
          identity p%1$d active kind=PERSON department=Finance name="Person %1$d"
          account app/User/p%1$d active
          p%1$d -OWNS-> app/User/p%1$d
          app/User/p%1$d -HOLDS-> app/Entitlement/work
          """
              .formatted(i));
    }
    return text + more;
  }

  private static List<Finding> find(String scenario) {
    GraphSnapshot snapshot = Snapshots.of(scenario);
    return Outliers.find(snapshot, Radii.all(snapshot), OutlierRules.DEFAULT);
  }

  @Test
  void whoReachesManyTimesWhatPeersReachStandsOutWithWhatContributes() {
    List<Finding> findings = find(clerks(20, "app/User/p3 -HOLDS-> app/Entitlement/big"));

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.key().subject()).isEqualTo("firebreak/Identity/p3");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.story())
        .isEqualTo(
            "Person 3 can reach 10 times the median reach of 19 peers in Finance, among others"
                + " through Export all.");
    assertThat(finding.because())
        .extracting(path -> path.last().key())
        .contains("app/Entitlement/big");
  }

  @Test
  void whatHardlyAnyPeerIsGivenStandsOutThoughItWeighsNothing() {
    List<Finding> findings =
        find(
            clerks(
                30,
                """
                app/User/p3 -HOLDS-> app/Entitlement/odd1
                app/User/p3 -HOLDS-> app/Entitlement/odd2
                """));

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "Person 3 is directly given Odd one, Odd two, and none of the 29 peers in Finance is.");
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
    assertThat(findings.getFirst().because())
        .extracting(path -> path.note())
        .containsExactly("given directly to 0 of 29 peers", "given directly to 0 of 29 peers");
  }

  @Test
  void aSmallGroupJudgesNobody() {
    assertThat(find(clerks(8, "app/User/p3 -HOLDS-> app/Entitlement/big"))).isEmpty();
    assertThat(find(clerks(9, "app/User/p3 -HOLDS-> app/Entitlement/big"))).hasSize(1);
  }

  @Test
  void whoIsOrdinaryInOneGroupOfPeersIsNoOutlier() {
    StringBuilder leads = new StringBuilder();
    for (int i = 3; i < 13; i++) {
      leads.append("app/User/p%d -HOLDS-> app/Entitlement/big%n".formatted(i));
    }
    String scenario = clerks(120, leads.toString());
    for (int i = 3; i < 13; i++) {
      scenario =
          scenario.replace(
              "identity p%d active".formatted(i), "identity p%d active title=Lead".formatted(i));
    }
    assertThat(find(scenario)).isEmpty();
  }

  @Test
  void aServiceIsNotComparedWithPersons() {
    String scenario =
        clerks(20, "app/User/p3 -HOLDS-> app/Entitlement/big")
            .replace("identity p3 active kind=PERSON", "identity p3 active kind=SERVICE");
    assertThat(find(scenario)).allMatch(finding -> !finding.story().contains("in Finance"));
  }

  @Test
  void theTailOfTheNormalDistributionIsThatOfTheTables() {
    assertThat(UpperTail.probability(2)).isCloseTo(0.022750131948, within(1e-11));
    assertThat(UpperTail.probability(3)).isCloseTo(0.001349898032, within(1e-12));
    assertThat(UpperTail.probability(6)).isCloseTo(9.865876450e-10, within(1e-18));
    assertThat(UpperTail.probability(1.9)).isEqualTo(1);
  }

  @Test
  void chanceAmongManyIsTakenAwayAsBenjaminiAndHochbergSay() {
    double[] probabilities = {0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216};
    assertThat(UpperTail.threshold(probabilities, 0.05)).isEqualTo(0.008);
    assertThat(UpperTail.threshold(new double[] {0.2, 0.9}, 0.05)).isNegative();
  }

  @Test
  void theSpreadIsTheMedianAndItsDistances() {
    Spread spread = Spread.of(new double[] {1, 1, 2, 2, 3, 3, 3, 4, 4, 9, 9});
    assertThat(spread.median()).isEqualTo(3);
    assertThat(spread.scale()).isCloseTo(6 / 1.2815515655, within(1e-9));
    assertThat(Spread.of(new double[] {0, 4, 8, 8, 8, 9, 9}).scale())
        .isCloseTo(1.4826, within(1e-12));
    assertThat(Spread.of(new double[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 50}).scale())
        .isEqualTo(Spread.FLOOR);
  }

  @Test
  void whatOneInTenHasDoesNotStandOutAndNeitherDoesASingleRareGrant() {
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      some.append("app/User/p%d -HOLDS-> app/Entitlement/big%n".formatted(i));
    }
    assertThat(find(clerks(30, some.toString()))).isEmpty();
    assertThat(find(clerks(30, "app/User/p3 -HOLDS-> app/Entitlement/odd1"))).isEmpty();
  }
}
