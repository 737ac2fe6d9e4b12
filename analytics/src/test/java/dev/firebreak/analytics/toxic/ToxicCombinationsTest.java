package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToxicCombinationsTest {

  private static final SodRules RULES =
      SodRules.of(
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

  @Test
  void aRuleForOneSystemIsNoHitAcrossTwo() {
    SodRule rule =
        new SodRule(
            "J-1",
            "Own journals",
            Severity.HIGH,
            1,
            null,
            null,
            List.of(),
            Scope.SAME_SYSTEM,
            List.of("post", "approve"));
    SodRules rules =
        SodRules.of(
            List.of(
                new SodFunction("post", "Post", List.of(new Selector("*", "post"))),
                new SodFunction("approve", "Approve", List.of(new Selector("*", "approve")))),
            List.of(rule));
    String held =
        """
        identity ana
        ana -OWNS-> a/User/1
        a/User/1 -HOLDS-> a/Entitlement/post
        a/User/1 -HOLDS-> b/Entitlement/approve
        """;

    assertThat(ToxicCombinations.find(Snapshots.of(held), rules)).isEmpty();
    assertThat(
            ToxicCombinations.find(
                Snapshots.of(
                    held
                        + """
                        a/User/1 -HOLDS-> a/Entitlement/approve
                        a/User/1 -HOLDS-> b/Entitlement/post
                        """),
                rules))
        .extracting(finding -> finding.key().value())
        .containsExactly(
            "TOXIC|J-1|firebreak/Identity/ana|a", "TOXIC|J-1|firebreak/Identity/ana|b");
  }

  @Test
  void aFunctionThatNeedsSeveralThingsShowsAPathToEach() {
    SodRules rules =
        SodRules.of(
            List.of(
                new SodFunction("pass", "Pass a role", List.of(new Selector("aws", "pass"))),
                new SodFunction(
                    "run",
                    "Run a function",
                    new Requirement.AnyOf(
                        List.of(
                            new Selector("aws", "all"),
                            new Requirement.AllOf(
                                List.of(
                                    new Selector("aws", "create"),
                                    new Selector("aws", "invoke"))))))),
            List.of(
                new SodRule(
                    "C-1", "C", Severity.HIGH, 1, null, List.of(), List.of("pass", "run"))));
    String half =
        """
        identity ana
        entitlement aws/Entitlement/all
        entitlement aws/Entitlement/invoke
        ana -OWNS-> aws/User/1
        aws/User/1 -HOLDS-> aws/Entitlement/pass
        aws/User/1 -HOLDS-> aws/Entitlement/create
        """;

    assertThat(ToxicCombinations.find(Snapshots.of(half), rules)).isEmpty();
    Finding finding =
        ToxicCombinations.find(
                Snapshots.of(half + "aws/User/1 -HOLDS-> aws/Entitlement/invoke\n"), rules)
            .getFirst();
    assertThat(finding.because())
        .extracting(AccessPath::title)
        .containsExactly("Pass a role", "Run a function (1 of 2)", "Run a function (2 of 2)");
    assertThat(finding.story()).isEqualTo("ana can pass a role in aws and run a function in aws.");
  }

  @Test
  void aFindingSaysFromWhenUntilWhenItHoldsThoughPathsChange() {
    Finding finding =
        find("""
        doorway/User/m -HOLDS-> ledger/Entitlement/create from=2026-11-01T00:00:00Z until=2026-12-01T00:00:00Z
        doorway/User/m -MEMBER_OF-> doorway/Group/g from=2026-11-20T00:00:00Z until=2027-01-10T00:00:00Z
        doorway/Group/g -HOLDS-> ledger/Entitlement/create
        doorway/User/m -HOLDS-> payrun/Entitlement/pay from=2026-10-01T00:00:00Z until=2027-01-05T00:00:00Z
        """)
            .getFirst();

    assertThat(finding.standing().from()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(finding.standing().until()).isEqualTo("2027-01-05T00:00:00Z");
    assertThat(finding.story())
        .endsWith("release a payment in PayRun, until 5 Jan 2027 00:00 UTC.");
  }

  @Test
  void whatWillBeginIsUpcomingAndNotOpen() {
    var snapshot =
        Snapshots.of(
            SYSTEMS
                + """
                doorway/User/m -HOLDS-> ledger/Entitlement/create from=2026-11-30T00:00:00Z until=2026-12-20T00:00:00Z
                doorway/User/m -HOLDS-> payrun/Entitlement/pay from=2026-12-01T00:00:00Z
                """);
    List<Finding> now = ToxicCombinations.find(snapshot, RULES);
    assertThat(now).isEmpty();

    List<Finding> upcoming =
        UpcomingCombinations.find(snapshot, RULES, now, UpcomingCombinations.LOOK_AHEAD);
    assertThat(upcoming).hasSize(1);
    Finding finding = upcoming.getFirst();
    assertThat(finding.standing().state()).isEqualTo(Standing.State.UPCOMING);
    assertThat(finding.standing().from()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(finding.standing().until()).isEqualTo("2026-12-20T00:00:00Z");
    assertThat(finding.story())
        .isEqualTo(
            "From 1 Dec 2026 00:00 UTC on, Marta Okonjo can create a vendor in LedgerOne and release"
                + " a payment in PayRun, until 20 Dec 2026 00:00 UTC.");
    assertThat(UpcomingCombinations.find(snapshot, RULES, now, java.time.Duration.ofDays(5)))
        .isEmpty();
  }

  @Test
  void aMitigatedCombinationSaysSoAndIsOpenAgainWhenTheMitigationEnds() {
    java.util.function.Function<String, Finding> until =
        day ->
            ToxicCombinations.find(
                    Snapshots.of(
                        SYSTEMS
                            + """
                            doorway/User/m -HOLDS-> ledger/Entitlement/create
                            doorway/User/m -HOLDS-> payrun/Entitlement/pay
                            """),
                    Mitigated.until(RULES, "firebreak/Identity/marta", "Audit", day, 30))
                .getFirst();

    assertThat(until.apply("2026-11-22").standing().sentence())
        .isEqualTo(
            "Mitigated until 23 Nov 2026 00:00 UTC, which is soon: Second signature (Treasury, checked by Audit).");
    assertThat(until.apply("2027-03-01").standing().sentence()).doesNotContain("soon");
    Finding ended = until.apply("2026-11-21");
    assertThat(ended.open()).isTrue();
    assertThat(ended.standing().sentence())
        .isEqualTo(
            "Its mitigation ended on 22 Nov 2026 00:00 UTC: Second signature (Treasury, checked by Audit).");
  }
}
