package dev.firebreak.analytics.leaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaversTest {

  @Test
  void eachAccountThatALeaverMayStillUseIsAFinding() {
    List<Finding> findings =
        Leavers.find(
            Snapshots.of(
                """
                source ledger name=LedgerOne
                source vault name=Strongroom
                identity piotr inactive name="Piotr Lukasz"
                identity ana active
                identity bo
                account hr/User/p inactive
                account ledger/User/p active name=plukasz
                account vault/User/p name=p.lukasz
                entitlement ledger/Entitlement/close name="Close period" crown
                piotr -OWNS-> hr/User/p
                piotr -OWNS-> ledger/User/p
                piotr -OWNS-> ledger/User/p rule=email
                piotr -OWNS-> vault/User/p
                ana -OWNS-> ledger/User/a
                bo -OWNS-> ledger/User/b
                ledger/User/p -HOLDS-> ledger/Entitlement/close
                """));

    assertThat(findings)
        .extracting(finding -> finding.key().detail())
        .containsExactly("ledger/User/p", "vault/User/p");
    assertThat(findings)
        .extracting(Finding::severity)
        .containsExactly(Severity.CRITICAL, Severity.MEDIUM);
    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "Piotr Lukasz has left, but the account plukasz in LedgerOne is still active, and it"
                + " reaches Close period in LedgerOne.",
            "Piotr Lukasz has left, but the account p.lukasz in Strongroom is perhaps still active:"
                + " its source does not say.");
    assertThat(findings.getFirst().because().getFirst().last().key())
        .isEqualTo("ledger/Entitlement/close");
  }
}
