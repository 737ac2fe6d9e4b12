package dev.firebreak.analytics.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedAccountsTest {

  private static List<Finding> find(String scenario) {
    return SharedAccounts.find(Snapshots.of(scenario));
  }

  private static final String PEOPLE =
      """
      source ledger name=LedgerOne
      identity ana kind=PERSON active name="Ana Costa"
      identity ben kind=PERSON active name="Ben Ito"
      identity cai kind=PERSON inactive name="Cai Lund"
      identity svc kind=SERVICE name=svc
      """;

  @Test
  void anAccountOfTwoIsSharedAndOneWhoLeftDoesNotCount() {
    List<Finding> findings =
        find(
            PEOPLE
                + """
                account ledger/User/desk name=desk
                account ledger/User/own name=own
                entitlement ledger/Entitlement/pay crown
                ledger/User/desk -HOLDS-> ledger/Entitlement/pay
                ana -OWNS-> ledger/User/desk
                ana -OWNS-> ledger/User/desk
                ben -OWNS-> ledger/User/desk
                ben -OWNS-> ledger/User/own
                cai -OWNS-> ledger/User/own
                """);

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.HIGH);
    assertThat(findings.getFirst().affected()).isEqualTo(2);
    assertThat(findings.getFirst().because()).hasSize(2);
    assertThat(findings.getFirst().story())
        .isEqualTo(
            "Ana Costa and Ben Ito are each capable of signing in with the account desk in"
                + " LedgerOne, so what it does cannot be told to be one's own.");
  }

  @Test
  void aPersonOnAServiceAccountIsToldAndAServiceOnItsOwnIsNot() {
    List<Finding> findings =
        find(
            PEOPLE
                + """
                account ledger/User/batch kind=SERVICE name=batch
                account ledger/User/svc kind=SERVICE name=svc
                account ledger/User/off kind=SERVICE inactive
                ana -OWNS-> ledger/User/batch
                svc -OWNS-> ledger/User/svc
                ana -OWNS-> ledger/User/off
                """);

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "Ana Costa is capable of signing in with the service account batch in LedgerOne, which"
                + " is meant for a program.");
    assertThat(findings.getFirst().frameworks()).contains("OWASP NHI10");
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.MEDIUM);
  }
}
