package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToxicCombinationsTest {

  private static final SodRules RULES =
      new SodRules(
          List.of(
              new SodFunction(
                  "create", "Create a vendor", List.of(new Selector("ledger", "create"))),
              new SodFunction("pay", "Release a payment", List.of(new Selector("pay*", "pay")))),
          List.of(
              new SodRule(
                  "AP-03",
                  "Vendor and payment",
                  Severity.CRITICAL,
                  6,
                  "Finance",
                  List.of("SOX ITGC"),
                  List.of("create", "pay"))));

  private static final String SYSTEMS =
      """
      source ledger name=LedgerOne
      source payrun name=PayRun
      entitlement ledger/Entitlement/create
      entitlement payrun/Entitlement/pay
      identity marta name="Marta Okonjo"
      account doorway/User/m name=m.okonjo
      marta -OWNS-> doorway/User/m
      """;

  private static List<Finding> find(String scenario) {
    return ToxicCombinations.find(Snapshots.of(SYSTEMS + scenario), RULES);
  }

  @Test
  void aPersonWhoCombinesTwoSystemsIsBlamedWithOnePathForEachFunction() {
    Finding finding =
        find("""
        doorway/User/m -MEMBER_OF-> doorway/Group/clerks
        doorway/Group/clerks -MEMBER_OF-> doorway/Group/all
        doorway/Group/all -HOLDS-> ledger/Entitlement/create
        doorway/User/m -HOLDS-> payrun/Entitlement/pay
        """)
            .getFirst();

    assertThat(finding.key().value()).isEqualTo("TOXIC|AP-03|firebreak/Identity/marta|");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.ruleVersion()).isEqualTo(6);
    assertThat(finding.frameworks()).containsExactly("SOX ITGC");
    assertThat(finding.affected()).isEqualTo(1);
    assertThat(finding.story())
        .isEqualTo(
            "Marta Okonjo can create a vendor in LedgerOne and release a payment in PayRun.");
    assertThat(finding.because())
        .extracting(AccessPath::title, AccessPath::note, path -> path.hops().size())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("Create a vendor", "through clerks, all", 4),
            org.assertj.core.api.Assertions.tuple("Release a payment", "directly", 2));
  }

  @Test
  void theStoryNamesTheSafeWhoseSecretIsNeeded() {
    Finding finding =
        find("""
        entitlement vault/Entitlement/use right
        safe vault/Container/fin name=FIN-BATCH-PRD
        doorway/User/m -HOLDS-> ledger/Entitlement/create
        doorway/User/m -HOLDS-> vault/Entitlement/use
        vault/Entitlement/use -OPENS-> vault/Container/fin
        vault/Container/fin -CONTAINS-> vault/PrivilegedData/batch
        vault/PrivilegedData/batch -SIGNS_IN_AS-> payrun/User/svc
        payrun/User/svc -HOLDS-> payrun/Entitlement/pay
        """)
            .getFirst();

    assertThat(finding.story())
        .isEqualTo(
            "Marta Okonjo can create a vendor in LedgerOne and, with a secret from the safe"
                + " FIN-BATCH-PRD, release a payment in PayRun.");
    assertThat(finding.because().getLast().note())
        .isEqualTo("with a secret from the safe FIN-BATCH-PRD");
  }

  @Test
  void aGroupHoldingBothFunctionsIsBlamedOnceForAllItsMembers() {
    List<Finding> findings =
        find(
            """
            group doorway/Group/power name=ERP-Power
            identity bo
            bo -OWNS-> doorway/User/b
            doorway/User/b -MEMBER_OF-> doorway/Group/nested
            doorway/Group/nested -MEMBER_OF-> doorway/Group/power
            doorway/User/m -MEMBER_OF-> doorway/Group/power
            doorway/Group/power -HOLDS-> ledger/Entitlement/create
            doorway/Group/power -HOLDS-> payrun/Entitlement/pay
            """);

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().key().subject()).isEqualTo("doorway/Group/power");
    assertThat(findings.getFirst().affected()).isEqualTo(2);
    assertThat(findings.getFirst().story())
        .isEqualTo(
            "Members of ERP-Power (2 identities) can create a vendor in LedgerOne and release a payment"
                + " in PayRun.");
    assertThat(findings.getFirst().because())
        .allSatisfy(path -> assertThat(path.first().key()).isEqualTo("doorway/Group/power"));
  }

  @Test
  void ofACycleOfGroupsOneIsBlamed() {
    assertThat(
            find(
                """
                doorway/User/m -MEMBER_OF-> doorway/Group/b
                doorway/Group/b -MEMBER_OF-> doorway/Group/a
                doorway/Group/a -MEMBER_OF-> doorway/Group/b
                doorway/Group/a -HOLDS-> ledger/Entitlement/create
                doorway/Group/b -HOLDS-> payrun/Entitlement/pay
                """))
        .extracting(finding -> finding.key().subject())
        .containsExactly("doorway/Group/a");
  }

  @Test
  void anAccountThatNobodyOwnsIsBlamedItselfAndAnInactiveOneIsNot() {
    String held =
        """
        doorway/User/x -HOLDS-> ledger/Entitlement/create
        doorway/User/x -HOLDS-> payrun/Entitlement/pay
        """;
    assertThat(find("account doorway/User/x name=etl\n" + held).getFirst().story())
        .startsWith("The account etl in doorway can ");
    assertThat(find("account doorway/User/x inactive\n" + held)).isEmpty();
    assertThat(find("account doorway/User/x inactive\nmarta -OWNS-> doorway/User/x\n" + held))
        .isEmpty();
  }

  @Test
  void aRoleThatImpliesBothIsBlamedAsItIs() {
    Finding finding =
        find("""
        entitlement payrun/Role/super name=Superuser
        doorway/User/m -HOLDS-> payrun/Role/super
        payrun/Role/super -IMPLIES-> ledger/Entitlement/create
        payrun/Role/super -IMPLIES-> payrun/Entitlement/pay
        """)
            .getFirst();

    assertThat(finding.story()).startsWith("Holders of Superuser (1 identity) can ");
  }

  @Test
  void aGrantThatIsOverIsNoLongerToxic() {
    assertThat(
            find(
                """
                doorway/User/m -HOLDS-> ledger/Entitlement/create until=2026-11-22T06:12:00Z
                doorway/User/m -HOLDS-> payrun/Entitlement/pay
                """))
        .isEmpty();
  }
}
