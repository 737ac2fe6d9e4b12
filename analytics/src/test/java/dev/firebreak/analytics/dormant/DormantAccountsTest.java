package dev.firebreak.analytics.dormant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DormantAccountsTest {

  private static final String ACCOUNTS =
      """
      source app name=App
      identity ana active name="Ana Costa"
      identity left inactive
      account app/User/ana active name=acosta firstSeen=2025-01-01T00:00:00Z
      account app/User/off inactive firstSeen=2025-01-01T00:00:00Z
      account app/User/left active firstSeen=2025-01-01T00:00:00Z
      account app/User/new active firstSeen=2026-11-01T00:00:00Z
      entitlement app/Entitlement/x name="Export all"
      entitlement app/Entitlement/y
      ana -OWNS-> app/User/ana
      left -OWNS-> app/User/left
      app/User/ana -MEMBER_OF-> app/Group/g
      app/Group/g -HOLDS-> app/Entitlement/x
      app/User/ana -HOLDS-> app/Entitlement/y
      app/User/off -HOLDS-> app/Entitlement/x
      app/User/left -HOLDS-> app/Entitlement/x
      app/User/new -HOLDS-> app/Entitlement/x
      """;

  private static List<Finding> find(List<Usage.Use> uses, String... covered) {
    return find(uses, Duration.ofDays(365), covered);
  }

  private static List<Finding> find(List<Usage.Use> uses, Duration length, String... covered) {
    Instant now = Snapshots.NOW;
    List<Usage.Coverage> coverage = new ArrayList<>();
    for (String entitlement : covered) {
      coverage.add(new Usage.Coverage("app", entitlement, new Period(now.minus(length), now)));
    }
    return DormantAccounts.find(Snapshots.of(ACCOUNTS), new Usage(uses, coverage), 90);
  }

  private static Usage.Use use(String entitlement, int daysAgo) {
    return new Usage.Use(
        "app/User/ana", entitlement, Snapshots.NOW.minus(Duration.ofDays(daysAgo)), 1);
  }

  @Test
  void anAccountWithoutAnyUseInTheWholeWindowIsDormant() {
    List<Finding> findings = find(List.of(use("app/Entitlement/y", 120)), Usage.EVERY);

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "The account acosta of Ana Costa in App shows no use in 120 days, and it still reaches y"
                + " in App.");
    assertThat(findings.getFirst().because().getFirst().first().key())
        .isEqualTo("firebreak/Identity/ana");
  }

  @Test
  void coverageOfEverythingThatItReachesIsEnoughAndOfAPartIsNot() {
    assertThat(find(List.of(), "app/Entitlement/x", "app/Entitlement/y")).hasSize(1);
    assertThat(find(List.of(), "app/Entitlement/x")).isEmpty();
    assertThat(find(List.of())).isEmpty();
  }

  @Test
  void aFeedThatIsShorterThanTheWindowTellsNothing() {
    assertThat(find(List.of(), Duration.ofDays(60), Usage.EVERY)).isEmpty();
  }

  @Test
  void anyUseInTheWindowKeepsAnAccountAwake() {
    assertThat(find(List.of(use("app/Entitlement/x", 89)), Usage.EVERY)).isEmpty();
    assertThat(find(List.of(use("app/Entitlement/x", 91)), Usage.EVERY)).hasSize(1);
  }
}
