package dev.firebreak.analytics.privileged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.RandomGraphs;
import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutsideVaultTest {

  private static final Privilege PRIVILEGE = new Privilege(Privilege.DEFAULT_BAR);

  private static final String VAULT =
      """
      source ledger name=LedgerOne
      privileged vault/PrivilegedData/root
      account ledger/User/root active
      vault/PrivilegedData/root -SIGNS_IN_AS-> ledger/User/root
      """;

  private static final String PAY =
      """
      entitlement ledger/Entitlement/pay crown name="Release payment"
      entitlement ledger/Entitlement/view sensitivity=79
      group ledger/Group/pay name=Payers
      identity ana name="Ana Costa"
      identity ben name="Ben Ito"
      account ledger/User/ana active name=acosta
      account ledger/User/ben inactive name=bito
      ana -OWNS-> ledger/User/ana
      ben -OWNS-> ledger/User/ben
      ledger/Group/pay -HOLDS-> ledger/Entitlement/pay
      ledger/Group/inner -MEMBER_OF-> ledger/Group/pay
      ledger/User/ana -MEMBER_OF-> ledger/Group/inner
      ledger/User/ben -MEMBER_OF-> ledger/Group/inner
      ledger/User/root -MEMBER_OF-> ledger/Group/inner
      ledger/User/ana -HOLDS-> ledger/Entitlement/view
      """;

  private static List<Finding> find(String scenario) {
    return OutsideVault.find(Snapshots.of(scenario), PRIVILEGE);
  }

  @Test
  void aGroupIsBlamedOnceForItsMembersWhomNoVaultKeeps() {
    List<Finding> findings = find(VAULT + PAY);

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.key().subject()).isEqualTo("ledger/Group/pay");
    assertThat(finding.affected()).isEqualTo(1);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.story())
        .isEqualTo(
            "The group Payers gives Release payment in LedgerOne to 1 account that no vault we read"
                + " keeps.");
    assertThat(finding.because().getFirst().stops())
        .extracting(stop -> stop.key())
        .containsExactly(
            "firebreak/Identity/ana",
            "ledger/User/ana",
            "ledger/Group/inner",
            "ledger/Group/pay",
            "ledger/Entitlement/pay");
  }

  @Test
  void aRoleThatImpliesItCountsAndWhatEndedDoesNot() {
    List<Finding> findings =
        find(
            VAULT
                + """
                entitlement ledger/Entitlement/pay sensitivity=80 name="Release payment"
                entitlement ledger/Role/op
                identity ana name="Ana Costa"
                account ledger/User/ana name=acosta
                account ledger/User/old
                ana -OWNS-> ledger/User/ana
                ledger/Role/op -IMPLIES-> ledger/Entitlement/pay
                ledger/User/ana -HOLDS-> ledger/Role/op
                ledger/User/old -HOLDS-> ledger/Role/op until=2026-01-01T00:00:00Z
                """);

    assertThat(findings)
        .extracting(Finding::story)
        .containsExactly(
            "Ana Costa can use Release payment in LedgerOne with the account acosta, whose secret"
                + " no vault we read keeps.");
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void whereNoVaultSaysWhatItKeepsNobodyCanTell() {
    assertThat(find("account ledger/User/root active\n" + PAY)).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /// Told another way: an account without a vault is reached from nowhere but the grant.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theHoldersAreThoseWhoseUnkeptAccountsReachSomethingPrivileged(long seed) {
    GraphSnapshot snapshot = Snapshots.of(RandomGraphs.of(seed), Snapshots.NOW);
    Set<String> expected = new TreeSet<>();
    Walk walk = Walk.forward(snapshot);
    boolean vault = snapshot.edges(EdgeKind.SIGNS_IN_AS).findAny().isPresent();
    snapshot
        .nodes(NodeKind.ACCOUNT)
        .filter(i -> vault && snapshot.node(i).active() != Active.NO)
        .filter(
            i -> snapshot.edges(EdgeKind.SIGNS_IN_AS).noneMatch(e -> snapshot.edge(e).to() == i))
        .forEach(account -> {
          walk.from(
              account,
              e -> Set.of(EdgeKind.MEMBER_OF, EdgeKind.HOLDS).contains(snapshot.edge(e).kind()));
          List<Integer> found = walk.nodes().boxed().toList();
          for (int holder : found) {
            snapshot.forEachOut(
                holder,
                e -> {
                  if (snapshot.edge(e).kind() == EdgeKind.HOLDS
                      && Walk.forward(snapshot)
                          .from(
                              snapshot.edge(e).to(),
                              next -> snapshot.edge(next).kind() == EdgeKind.IMPLIES)
                          .nodes()
                          .mapToObj(snapshot::node)
                          .anyMatch(PRIVILEGE::covers)) {
                    expected.add(snapshot.node(holder).key());
                  }
                });
          }
        });

    Set<String> found =
        OutsideVault.find(snapshot, PRIVILEGE).stream()
            .map(finding -> finding.key().subject())
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(expected);
  }
}
