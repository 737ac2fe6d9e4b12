package dev.firebreak.analytics.privileged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingPrivilegeTest {

  private static List<Finding> find(String scenario) {
    return StandingPrivilege.find(Snapshots.of(scenario), new Privilege(80));
  }

  @Test
  void whoHoldsItWithAnEndDateAnywhereOnTheWayDoesNotStand() {
    List<Finding> findings =
        find(
            """
            source ledger name=LedgerOne
            entitlement ledger/Entitlement/pay crown name="Release payment"
            identity ana name="Ana Costa"
            identity ben name="Ben Ito"
            identity cai name="Cai Lund" inactive
            account ledger/User/ana
            account ledger/User/ben
            account ledger/User/cai
            ana -OWNS-> ledger/User/ana
            ben -OWNS-> ledger/User/ben
            cai -OWNS-> ledger/User/cai
            ledger/Group/pay -HOLDS-> ledger/Entitlement/pay
            ledger/User/ana -MEMBER_OF-> ledger/Group/pay
            ledger/User/ben -MEMBER_OF-> ledger/Group/pay until=2027-01-01T00:00:00Z
            ledger/User/cai -MEMBER_OF-> ledger/Group/pay
            """);

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly("1 identity holds Release payment in LedgerOne without an end date.");
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(findings.getFirst().because().getFirst().first().key())
        .isEqualTo("firebreak/Identity/ana");
  }

  @Test
  void aSafeStandsOpenToWhoHoldsTheRightButWhatItsSecretsReachIsHeldForASession() {
    List<Finding> findings =
        find(
            """
            safe vault/Container/t0 sensitivity=90 name=TIER0
            privileged vault/PrivilegedData/root
            account ledger/User/root
            entitlement ledger/Entitlement/all sensitivity=99
            entitlement vault/Entitlement/use right
            identity ana name="Ana Costa"
            account vault/User/ana
            ana -OWNS-> vault/User/ana
            vault/User/ana -HOLDS-> vault/Entitlement/use
            vault/Entitlement/use -OPENS-> vault/Container/t0
            vault/Container/t0 -CONTAINS-> vault/PrivilegedData/root
            vault/PrivilegedData/root -SIGNS_IN_AS-> ledger/User/root
            ledger/User/root -HOLDS-> ledger/Entitlement/all
            """);

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly("1 identity can open the safe TIER0 in vault without an end date.");
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void whatIsNotPrivilegedMayStand() {
    assertThat(
            find(
                """
                entitlement ledger/Entitlement/view sensitivity=79
                identity ana
                account ledger/User/ana
                ana -OWNS-> ledger/User/ana
                ledger/User/ana -HOLDS-> ledger/Entitlement/view
                """))
        .isEmpty();
  }
}
