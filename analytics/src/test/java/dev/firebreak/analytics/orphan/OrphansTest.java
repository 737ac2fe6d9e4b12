package dev.firebreak.analytics.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphansTest {

  private static List<Finding> find(String scenario) {
    return Orphans.find(Snapshots.of(scenario), Set.of("hr"));
  }

  @Test
  void anAccountWithoutAnIdentityIsAnOrphanUnlessItsSourceSaysWhoIsAPerson() {
    List<Finding> findings =
        find(
            """
            source ledger name=LedgerOne
            identity ana
            account hr/User/new
            account ledger/User/etl active name=etl
            account ledger/User/off inactive name=off
            account ledger/User/ana
            entitlement ledger/Entitlement/x crown
            ana -OWNS-> ledger/User/ana
            ledger/User/etl -HOLDS-> ledger/Entitlement/x
            """);

    assertThat(findings)
        .extracting(finding -> finding.key().kind(), finding -> finding.key().subject())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(FindingKind.ORPHAN, "ledger/User/etl"));
    assertThat(findings).extracting(Finding::severity).containsExactly(Severity.HIGH);
    assertThat(findings.getFirst().story())
        .isEqualTo("The account etl in LedgerOne belongs to nobody we know and is active.");
    assertThat(findings.getFirst().because().getFirst().last().key())
        .isEqualTo("ledger/Entitlement/x");
  }

  @Test
  void aServiceNeedsAnActivePersonWhoAnswersForIt() {
    List<Finding> findings =
        find(
            """
            identity ana kind=PERSON active
            identity left kind=PERSON inactive
            identity robot kind=SERVICE
            identity answered kind=SERVICE
            identity orphaned kind=SERVICE
            identity nobody kind=SERVICE
            identity retired kind=SERVICE inactive
            identity bot name=bot kind=AGENT
            account ledger/User/svc kind=SERVICE
            account ledger/User/bot kind=AGENT name=bot
            answered -REPORTS_TO-> ana
            orphaned -REPORTS_TO-> left
            robot -REPORTS_TO-> answered
            """);

    assertThat(findings).allMatch(finding -> finding.key().kind() == FindingKind.OWNERLESS);
    assertThat(findings)
        .extracting(finding -> finding.key().subject())
        .containsExactlyInAnyOrder(
            "ledger/User/bot",
            "ledger/User/svc",
            "firebreak/Identity/robot",
            "firebreak/Identity/orphaned",
            "firebreak/Identity/nobody",
            "firebreak/Identity/bot");
    assertThat(findings)
        .extracting(Finding::story)
        .contains(
            "The agent account bot in ledger has no active person who answers for it.",
            "The service nobody has no active person who answers for it.",
            "The service orphaned has no active person who answers for it."
                + " left, who is named as its owner, is inactive.",
            "The service robot has no active person who answers for it."
                + " answered, who is named as its owner, is no person.",
            "The agent bot has no active person who answers for it.");
  }
}
