package dev.firebreak.analytics.unused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.unused.Usage.Coverage;
import dev.firebreak.analytics.unused.Usage.Use;
import dev.firebreak.analytics.unused.UseVerdict.Kind;
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
    assertThat(report.unknown()).isEqualTo(Map.of(Reason.NO_FEED, 1));
    assertThat(report.verdicts())
        .isEqualTo(Map.of(Kind.USED, 1, Kind.UNUSED, 1, Kind.TOO_NEW, 1, Kind.UNKNOWN, 1));
    assertThat(report.asleep()).isEqualTo(1);
    Finding finding = report.findings().getFirst();
    assertThat(finding.key().value())
        .isEqualTo("UNUSED|unused|ledger/User/ana|ledger/Entitlement/idle");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.frameworks())
        .containsExactly("NIST AC-6(7)", "CSF PR.AA-05", "ISO 27001 A.5.18", "PCI DSS 7.2.4");
    assertThat(finding.story())
        .isEqualTo(
            "Ana Costa holds Close period in LedgerOne: no use seen in 400 days. Judged by the 90"
                + " days to 2026-11-22; the usage feed from files covers 2025-10-18 to 2026-11-22;"
                + " granted 2024-12-02, 720 days ago; how probable its use still is cannot be told,"
                + " the rhythm of its peers is not known.");
    assertThat(finding.because().getFirst().stops())
        .extracting(stop -> stop.key())
        .containsExactly("firebreak/Identity/ana", "ledger/User/ana", "ledger/Entitlement/idle");
  }

  @Test
  void whatTheFirstHarvestFoundWithoutADateIsOfUnknownAgeAndNotTooNew() {
    String held =
        """
        identity ana
        account ledger/User/ana active
        entitlement ledger/Entitlement/first
        entitlement ledger/Entitlement/later
        ana -OWNS-> ledger/User/ana
        ledger/User/ana -HOLDS-> ledger/Entitlement/first source=ledger firstSeen=2026-11-01T00:00:00Z
        ledger/User/ana -HOLDS-> ledger/Entitlement/later source=ledger firstSeen=2026-11-02T00:00:00Z
        """;
    Usage usage = new Usage(List.of(), List.of(coverage("ledger")));
    UseOfIdentity use = use(Snapshots.of(held), usage);
    assertThat(use.grants())
        .extracting(grant -> grant.entitlement() + " " + UseWording.reason(grant.verdict()))
        .containsExactlyInAnyOrder(
            "ledger/Entitlement/first nobody says when the grant began",
            "ledger/Entitlement/later granted only 2026-11-02 and not used yet; judged from"
                + " 2027-01-31");
    assertThat(use.grants())
        .filteredOn(grant -> grant.entitlement().endsWith("first"))
        .allSatisfy(first -> {
          assertThat(first.facts().grantedAt()).isNull();
          assertThat(UseWording.age(first.facts()))
              .isEqualTo("granted nobody knows when, but there by 2026-11-01, 21 days ago");
        });

    String longAgo = held.replace("2026-11-0", "2026-01-0");
    assertThat(use(Snapshots.of(longAgo), usage).grants())
        .as("what was there before the window began is old enough")
        .allMatch(grant -> grant.verdict().kind() == Kind.UNUSED);
  }

  private static UseOfIdentity use(GraphSnapshot snapshot, Usage usage) {
    return UnusedEntitlements.of(snapshot, usage, 90)
        .use(Snapshots.at(snapshot, "firebreak/Identity/ana"));
  }

  @Test
  void theCreepIndexWeighsUnusedGrantsAndLeavesUnknownOnesApart() {
    UnusedReport report = report(coverage("ledger"));
    // idle weighs 60 · 2, busy and young 1 · 2 each, blind, of which no feed tells, 1 · 2
    Creep all = new Creep(120, 124, 2);

    assertThat(report.creep().total()).isEqualTo(all);
    assertThat(report.creep().bySource())
        .isEqualTo(Map.of("ledger", new Creep(120, 124, 0), "tally", new Creep(0, 0, 2)));
    assertThat(report.creep().bySubject()).isEqualTo(Map.of("firebreak/Identity/ana", all));
    assertThat(all.index().getAsDouble()).isEqualTo(100 * 120 / 124.0);
    assertThat(all.band()).isEqualTo(Creep.Band.HIGH);
    assertThat(all.lowest().getAsDouble()).isEqualTo(100 * 120 / 126.0);
    assertThat(all.highest().getAsDouble()).isEqualTo(100 * 122 / 126.0);
  }

  @Test
  void whatAnIdentityHoldsIsListedWithWhatEachGrantAddsToItsIndex() {
    UseOfIdentity use =
        UnusedEntitlements.of(snapshot, new Usage(List.of(), List.of(coverage("ledger"))), 90)
            .use(Snapshots.at(snapshot, "firebreak/Identity/ana"));

    assertThat(use.creep()).isEqualTo(new Creep(120, 122, 4));
    assertThat(use.grants())
        .extracting(grant -> grant.entitlement() + " " + grant.verdict().kind().word())
        .containsExactly(
            "ledger/Entitlement/idle unused",
            "ledger/Entitlement/busy unknown",
            "tally/Entitlement/blind unknown",
            "ledger/Entitlement/young too new");
    assertThat(use.grants().stream().mapToDouble(JudgedGrant::points).sum())
        .isEqualTo(use.creep().index().getAsDouble());
  }

  @Test
  void aRightOnASafeIsJudgedOnlyWhereAFeedCoversIt() {
    assertThat(report(coverage("ledger"), coverage("vault")).findings())
        .extracting(finding -> finding.key().detail())
        .containsExactly("ledger/Entitlement/idle", "vault/Entitlement/right");
  }
}
