package dev.firebreak.analytics.blastradius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import org.junit.jupiter.api.Test;

class BlastRadiusTest {

  private static final String VAULT =
      """
      identity marta active name="Marta Okonjo"
      account doorway/User/m active name=m.okonjo
      account doorway/User/old inactive
      account payrun/User/svc active
      entitlement ledger/Entitlement/read sensitivity=10 name="Read report"
      entitlement vault/Entitlement/retrieve sensitivity=20 right
      safe vault/Container/fin sensitivity=50
      privileged vault/PrivilegedData/batch sensitivity=60
      entitlement payrun/Entitlement/pay sensitivity=90 crown
      entitlement ledger/Entitlement/archive sensitivity=5
      marta -OWNS-> doorway/User/m
      marta -OWNS-> doorway/User/old
      doorway/User/m -HOLDS-> ledger/Entitlement/read
      doorway/User/m -MEMBER_OF-> doorway/Group/a
      doorway/User/m -MEMBER_OF-> doorway/Group/b
      doorway/Group/b -HOLDS-> vault/Entitlement/retrieve
      doorway/Group/a -HOLDS-> vault/Entitlement/retrieve
      vault/Entitlement/retrieve -OPENS-> vault/Container/fin
      vault/Container/fin -CONTAINS-> vault/PrivilegedData/batch
      vault/PrivilegedData/batch -SIGNS_IN_AS-> payrun/User/svc
      payrun/User/svc -HOLDS-> payrun/Entitlement/pay
      doorway/User/old -HOLDS-> ledger/Entitlement/archive
      doorway/User/old -HOLDS-> ledger/Entitlement/read
      """;

  private final GraphSnapshot snapshot = Snapshots.of(VAULT);
  private final BlastRadius marta =
      BlastRadius.of(snapshot, Snapshots.at(snapshot, "firebreak/Identity/marta"));

  @Test
  void aSecretInASafeReachesWhatItsAccountReaches() {
    assertThat(marta.reached())
        .extracting(Reached::key)
        .containsExactly(
            "ledger/Entitlement/read",
            "vault/Entitlement/retrieve",
            "vault/Container/fin",
            "vault/PrivilegedData/batch",
            "payrun/Entitlement/pay");
    assertThat(marta.count()).isEqualTo(5);
    assertThat(marta.weighted()).isEqualTo(10 + 20 + 50 + 60 + 90);
    assertThat(marta.maxHops()).isEqualTo(7);
    assertThat(marta.crownJewels())
        .extracting(Reached::key)
        .containsExactly("payrun/Entitlement/pay");
  }

  @Test
  void whatOnlyAnInactiveAccountHoldsIsAsleepAndNotReached() {
    assertThat(marta.asleep())
        .extracting(Reached::key)
        .containsExactly("ledger/Entitlement/archive");
  }

  @Test
  void ofTwoShortestPathsTheOneWithTheSmallestEdgeIsShown() {
    AccessPath path = marta.pathTo(Snapshots.at(snapshot, "payrun/Entitlement/pay"));

    assertThat(path.stops())
        .extracting(AccessPath.Stop::key)
        .containsExactly(
            "firebreak/Identity/marta",
            "doorway/User/m",
            "doorway/Group/a",
            "vault/Entitlement/retrieve",
            "vault/Container/fin",
            "vault/PrivilegedData/batch",
            "payrun/User/svc",
            "payrun/Entitlement/pay");
  }

  @Test
  void theFirstContributorIsTheNodeThatTheAccountLeadsTo() {
    assertThat(marta.reached())
        .extracting(Reached::firstContributor)
        .containsExactly(
            null, "doorway/Group/a", "doorway/Group/a", "doorway/Group/a", "doorway/Group/a");
  }

  @Test
  void aPathToSomethingOutOfReachIsRefused() {
    int archive = Snapshots.at(snapshot, "ledger/Entitlement/archive");

    assertThat(marta.reaches(archive)).isFalse();
    assertThatThrownBy(() -> marta.pathTo(archive))
        .hasMessageContaining("ledger/Entitlement/archive is not reached");
  }

  @Test
  void effectiveAccessTellsTheAccountAndTheFirstAndLastEdge() {
    assertThat(EffectiveAccess.stream(snapshot))
        .extracting(
            EffectiveAccess::account,
            EffectiveAccess::target,
            EffectiveAccess::hops,
            EffectiveAccess::firstEdge,
            EffectiveAccess::lastEdge)
        .containsExactly(
            tuple("doorway/Group/a", 2, "member of a", "member of a"),
            tuple("doorway/Group/b", 2, "member of b", "member of b"),
            tuple("ledger/Entitlement/read", 2, "holds Read report", "holds Read report"),
            tuple("payrun/Entitlement/pay", 7, "member of a", "holds pay"),
            tuple("vault/Entitlement/retrieve", 3, "member of a", "holds retrieve"));
  }

  private static org.assertj.core.groups.Tuple tuple(
      String target, int hops, String first, String last) {
    return org.assertj.core.api.Assertions.tuple("doorway/User/m", target, hops, first, last);
  }
}
