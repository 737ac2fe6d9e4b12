package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.unused.Usage.Coverage;
import dev.firebreak.analytics.unused.Usage.Use;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Reason;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnusedEntitlementsTest {

  private static final String HELD =
      """
      source ledger name=LedgerOne
      identity ana name="Ana Costa"
      account ledger/User/ana active
      account ledger/User/gone inactive
      entitlement ledger/Entitlement/idle name="Close period" sensitivity=60
      entitlement ledger/Entitlement/busy
      entitlement ledger/Entitlement/young
      entitlement tally/Entitlement/blind
      entitlement vault/Entitlement/right right
      ana -OWNS-> ledger/User/ana
      ledger/User/ana -HOLDS-> ledger/Entitlement/idle since=2024-12-02T00:00:00Z via=a
      ledger/User/ana -HOLDS-> ledger/Entitlement/idle since=2026-11-01T00:00:00Z via=b
      ledger/User/ana -HOLDS-> ledger/Entitlement/busy
      ledger/User/ana -HOLDS-> ledger/Entitlement/young firstSeen=2026-11-01T00:00:00Z
      ledger/User/ana -HOLDS-> tally/Entitlement/blind since=2020-01-01T00:00:00Z
      ledger/User/ana -HOLDS-> vault/Entitlement/right since=2020-01-01T00:00:00Z
      ledger/User/gone -HOLDS-> ledger/Entitlement/idle since=2020-01-01T00:00:00Z
      ledger/Group/g -HOLDS-> ledger/Entitlement/idle since=2020-01-01T00:00:00Z
      """;

  private final GraphSnapshot snapshot = Snapshots.of(HELD);

  private static Coverage coverage(String source) {
    return new Coverage(
        source, Usage.EVERY, new Period(Snapshots.NOW.minus(Duration.ofDays(400)), Snapshots.NOW));
  }

  private UnusedReport report(Coverage... coverage) {
    Use use =
        new Use(
            "ledger/User/ana",
            "ledger/Entitlement/busy",
            Snapshots.NOW.minus(Duration.ofDays(2)),
            7);
    return UnusedEntitlements.report(snapshot, new Usage(List.of(use), List.of(coverage)), 90);
  }

  @Test
  void onlyWhatIsUnusedForCertainIsAFinding() {
    UnusedReport report = report(coverage("ledger"));

    assertThat(report.used()).isEqualTo(1);
    assertThat(report.unused()).isEqualTo(1);
    assertThat(report.unknown()).isEqualTo(Map.of(Reason.GRANT_TOO_YOUNG, 1, Reason.NO_FEED, 1));
    assertThat(report.unknownTotal()).isEqualTo(2);
    assertThat(report.asleep()).isEqualTo(1);
    Finding finding = report.findings().getFirst();
    assertThat(finding.key().value())
        .isEqualTo("UNUSED|unused|ledger/User/ana|ledger/Entitlement/idle");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.story())
        .isEqualTo("Ana Costa holds Close period in LedgerOne: no use seen in 400 days.");
    assertThat(finding.because().getFirst().stops())
        .extracting(stop -> stop.key())
        .containsExactly("firebreak/Identity/ana", "ledger/User/ana", "ledger/Entitlement/idle");
  }

  @Test
  void aRightOnASafeIsJudgedOnlyWhereAFeedCoversIt() {
    assertThat(report(coverage("ledger"), coverage("vault")).findings())
        .extracting(finding -> finding.key().detail())
        .containsExactly("ledger/Entitlement/idle", "vault/Entitlement/right");
  }
}
