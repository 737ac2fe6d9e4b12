package dev.firebreak.analytics.safe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafesTest {

  private static final String SAFES =
      """
      source vault name=Strongroom
      safe vault/Container/a name=ALPHA
      safe vault/Container/b name=BETA
      privileged vault/PrivilegedData/a
      privileged vault/PrivilegedData/b
      vault/Container/a -CONTAINS-> vault/PrivilegedData/a
      vault/Container/b -CONTAINS-> vault/PrivilegedData/b
      entitlement vault/Entitlement/ma right value=ManageSafeMembers
      entitlement vault/Entitlement/mb right value=managesafemembers
      entitlement vault/Entitlement/ub right value=Use
      vault/Entitlement/ma -ON-> vault/Container/a
      vault/Entitlement/ma -OPENS-> vault/Container/a
      vault/Entitlement/mb -ON-> vault/Container/b
      vault/Entitlement/mb -OPENS-> vault/Container/b
      vault/Entitlement/ub -OPENS-> vault/Container/b
      identity ana active name="Ana Costa"
      identity ben active name="Ben Ito"
      identity cai inactive name="Cai Lund"
      account vault/User/ana
      account vault/User/ben
      account vault/User/cai
      ana -OWNS-> vault/User/ana
      ben -OWNS-> vault/User/ben
      cai -OWNS-> vault/User/cai
      vault/User/ana -HOLDS-> vault/Entitlement/ma
      vault/User/cai -HOLDS-> vault/Entitlement/mb
      vault/User/ana -HOLDS-> vault/Entitlement/ub
      vault/User/ben -HOLDS-> vault/Entitlement/ub
      """;

  private static List<Finding> find(String scenario, Map<String, Set<String>> managing) {
    return Safes.find(Snapshots.of(scenario), managing);
  }

  @Test
  void aSafeWhoseOnlyManagerLeftHasNoOwnerAndOneThatOnlyOneCanOpenHasOneMember() {
    assertThat(find(SAFES, Map.of("vault", Set.of("ManageSafeMembers"))))
        .extracting(finding -> finding.key().rule(), Finding::story)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "safe-with-one-member",
                "Only Ana Costa can open the safe ALPHA in Strongroom: nobody else could take over"
                    + " or look on."),
            org.assertj.core.api.Assertions.tuple(
                "safe-without-owner",
                "Nobody who is active decides who may open the safe BETA in Strongroom, which 2 can"
                    + " open."));
  }

  @Test
  void whoManagesASafeThatContainsItManagesIt() {
    assertThat(
            find(
                SAFES + "vault/Container/a -CONTAINS-> vault/Container/b",
                Map.of("vault", Set.of("ManageSafeMembers"))))
        .extracting(finding -> finding.key().rule())
        .containsExactly("safe-with-one-member");
  }

  @Test
  void whereNoRightIsDeclaredOrHeldToManageNobodyCanTell() {
    assertThat(find(SAFES, Map.of()))
        .extracting(finding -> finding.key().rule())
        .containsExactly("safe-with-one-member");
    assertThat(find(SAFES, Map.of("vault", Set.of("OtherRight"))))
        .extracting(finding -> finding.key().rule())
        .containsExactly("safe-with-one-member");
  }
}
