package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class WideRadiusTest {

  private static final String SAFE =
      """
      identity jo department=IT name="Jo Weber"
      account dir/User/jo name=jo
      entitlement vault/Entitlement/use right sensitivity=10
      safe vault/Container/adm name=ADM-PRD
      privileged vault/PrivilegedData/root sensitivity=20
      account erp/User/root
      entitlement erp/Entitlement/all sensitivity=100 crown name="All rights"
      source erp name="Kiln ERP"
      jo -OWNS-> dir/User/jo
      dir/User/jo -HOLDS-> vault/Entitlement/use
      vault/Entitlement/use -OPENS-> vault/Container/adm
      vault/Container/adm -CONTAINS-> vault/PrivilegedData/root
      vault/PrivilegedData/root -SIGNS_IN_AS-> erp/User/root
      erp/User/root -HOLDS-> erp/Entitlement/all
      entitlement app/Entitlement/x sensitivity=10
      """;

  private static String peers(int count, String department) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
          identity p%1$d department=%2$s
          account app/User/p%1$d
          p%1$d -OWNS-> app/User/p%1$d
          app/User/p%1$d -HOLDS-> app/Entitlement/x
          """
              .formatted(i, department));
    }
    return text.toString();
  }

  private static List<Finding> find(String scenario) {
    GraphSnapshot snapshot = Snapshots.of(scenario);
    return WideRadius.find(snapshot, Radii.all(snapshot), WideRadius.DEFAULT_FACTOR);
  }

  @Test
  void aPersonWhoReachesACrownJewelThroughASafeStandsOutAmongPeers() {
    List<Finding> findings = find(SAFE + peers(5, "IT"));

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.key().subject()).isEqualTo("firebreak/Identity/jo");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.frameworks())
        .containsExactly("NIST AC-6", "CSF PR.AA-05", "ISO 27001 A.8.2", "PCI DSS 7.2.2");
    assertThat(finding.story())
        .isEqualTo(
            "Jo Weber can reach All rights in Kiln ERP with a secret from the safe ADM-PRD: 13 times"
                + " the median reach of 5 peers in IT.");
    assertThat(finding.because().getFirst().last().key()).isEqualTo("erp/Entitlement/all");
  }

  @Test
  void aServiceAnswersToTheControlsOfServices() {
    String service = SAFE.replace("identity jo ", "identity jo kind=SERVICE ") + peers(5, "IT");
    assertThat(find(service).getFirst().frameworks()).contains("OWASP NHI5", "PCI DSS 7.2.5");
  }

  @Test
  void fewerThanFivePeersAreNotADepartmentSoEverybodyIsCompared() {
    assertThat(find(SAFE + peers(4, "IT")).getFirst().story()).contains("of all 4 others.");
  }

  @Test
  void aCrownJewelThatIsAlsoReachedWithoutTheSafeIsNoFinding() {
    assertThat(find(SAFE + peers(5, "IT") + "dir/User/jo -HOLDS-> erp/Entitlement/all")).isEmpty();
  }

  @Test
  void peersWhoReachAsMuchMakeItOrdinary() {
    String wide = peers(6, "IT").replace("app/Entitlement/x", "vault/Entitlement/use");
    assertThat(find(SAFE + wide)).isEmpty();
  }
}
