package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SodRulesTest {

  private static final String GOOD =
      """
      ruleset: {id: own, name: Own rules, version: 4}
      functions:
        - id: create-vendor
          name: Create vendor
          any-of:
            - {source: ledgerone, entitlement: "Create vendor"}
            - {source: ledgerone, entitlement: "AP *"}
        - id: release-payment
          name: Release payment
          any-of:
            - {source: "pay*", entitlement: "release"}
      risks:
        - id: AP-03
          name: Vendor and payment
          level: critical
          version: 6
          owner: Finance controls
          frameworks: [SOX ITGC, "ISO 27001 A.5.3", NIST AC-5]
          functions: [create-vendor, release-payment]
      """;

  private static Ruleset load(String text) {
    return Ruleset.load(new StringReader(text), "rules.yaml", Set.of());
  }

  private static SodRulesInvalid invalid(String text) {
    return catchThrowableOfType(SodRulesInvalid.class, () -> load(text));
  }

  @Test
  void aRuleFileIsRead() {
    SodRules all = new SodRules(List.of(ShippedRulesets.load("pam"), load(GOOD)));
    Ruleset rules = all.rulesets().getLast();

    assertThat(all.rulesets()).extracting(Ruleset::id).containsExactly("pam", "own");
    assertThat(rules.version()).isEqualTo(4);

    assertThat(rules.functions())
        .extracting(SodFunction::id)
        .containsExactly("create-vendor", "release-payment");
    assertThat(rules.rules())
        .containsExactly(
            new SodRule(
                "AP-03",
                "Vendor and payment",
                Severity.CRITICAL,
                6,
                "Finance controls",
                List.of("SOX ITGC", "ISO 27001 A.5.3", "NIST AC-5"),
                List.of("create-vendor", "release-payment")));
  }

  @Test
  void aSelectorMatchesValueOrNameWithStars() {
    GraphSnapshot snapshot =
        Snapshots.of(
            """
            entitlement ledgerone/Entitlement/1 name="Create vendor"
            entitlement ledgerone/Entitlement/2 name="AP clerk"
            entitlement payrun/Role/3 value=release name="Release payment run"
            entitlement other/Entitlement/4 name="Create vendor"
            group ledgerone/Group/5 name="Create vendor"
            """);
    Selection selection = new Selection(snapshot);
    List<String> picked =
        load(GOOD).functions().stream()
            .flatMap(function -> function.needs().selectors())
            .flatMapToInt(selector -> IntStream.of(selection.nodes(selector)))
            .mapToObj(node -> snapshot.node(node).key())
            .toList();

    assertThat(picked)
        .containsExactly("ledgerone/Entitlement/1", "ledgerone/Entitlement/2", "payrun/Role/3");
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "AP *, AP clerk, true",
    "AP *, APclerk, false",
    "*pay*run, release payment pay run, true",
    "*pay*run, payruns, false",
    "a*b*c, abc, true",
    "a*b*c, aXbXXbXc, true",
    "a*b*c, acb, false",
    "'a.c', abc, false",
    "a, A, true",
    "'iam:\\*', 'iam:*', true",
    "'iam:\\*', iam:PassRole, false",
    "CREATE*, create vendor, true"
  })
  void starsStandForAnythingAndTheRestIsAsWrittenButForCase(
      String pattern, String name, boolean fits) {
    Selector selector = new Selector("s", pattern);
    GraphSnapshot snapshot =
        Snapshots.of("entitlement s/Entitlement/1 name=\"%s\"".formatted(name));
    assertThat(new Selection(snapshot).nodes(selector)).hasSize(fits ? 1 : 0);
  }

  @Test
  void aSelectorThatPicksNothingIsReported() {
    GraphSnapshot snapshot =
        Snapshots.of("entitlement ledgerone/Entitlement/1 name=\"Create vendor\"");

    assertThat(new SodRules(List.of(load(GOOD))).withoutMatch(snapshot))
        .containsExactly(
            "ruleset own: nothing in the graph is what these functions select: release-payment; so"
                + " these risks cannot hit: AP-03",
            "ruleset own: a selector of the function create-vendor picks nothing: AP * in ledgerone");
  }

  @Test
  void everyProblemOfAFileIsListedAtOnceWithItsLine() {
    SodRulesInvalid invalid =
        invalid(
            """
            functions:
              - id: create-vendor
                nmae: Create vendor
                any-of:
                  - {source: ledgerone, entitlment: "Create vendor"}
              - id: create-vendor
                name: Again
                any-of: []
            risks:
              - id: AP-03
                name: Vendor and payment
                level: terrible
                functions: [create-vendor, relese-payment]
              - id: AP-03
                name: One
                level: low
                functions: [create-vendor]
            rules: []
            """);

    assertThat(invalid.problems())
        .containsExactlyInAnyOrder(
            "line 3: function create-vendor has the unknown key 'nmae'. The keys are id, name, any-of,"
                + " all-of.",
            "line 2: function create-vendor has no 'name'.",
            "line 5: a selector of function create-vendor has the unknown key 'entitlment'. The keys"
                + " are source, type, entitlement, name, value, right, container, group.",
            "line 5: a selector of function create-vendor picks nothing. Give one of entitlement,"
                + " name, value, right, container, group.",
            "line 1: the file has no 'ruleset'. Begin it with ruleset: {id: …, name: …, version: 1}.",
            "line 6: function create-vendor is defined twice, first in line 2. Rename one.",
            "line 8: function create-vendor has an empty any-of. Name at least one entitlement, or"
                + " remove it.",
            "line 12: risk AP-03 has the level 'terrible'. Use one of critical, high, medium, low,"
                + " info.",
            "line 13: risk AP-03 names the function 'relese-payment', which is not defined. Define it"
                + " under functions, or correct the name.",
            "line 14: risk AP-03 is defined twice, first in line 10. Rename one.",
            "line 17: risk AP-03 combines fewer than 2 functions. Name at least two.",
            "line 18: the file has the unknown key 'rules'. The keys are ruleset,"
                + " functions, risks, mitigations, tests.");
    assertThat(invalid).hasMessageStartingWith("rules.yaml has 12 problems:\n  line 1: ");
  }

  @Test
  void aFunctionNamedTwiceInARiskIsNotTwoFunctions() {
    assertThat(
            invalid(
                GOOD.replace("[create-vendor, release-payment]", "[create-vendor, create-vendor]")))
        .hasMessageContaining("names the function 'create-vendor' twice");
  }

  @Test
  void textThatIsNotYamlIsOneProblemWithItsLine() {
    assertThat(invalid("functions:\n  - id: [a\n").problems())
        .singleElement()
        .asString()
        .startsWith("line ")
        .contains("not valid YAML");
    assertThat(
            invalid(GOOD.replace("    level: critical", "    level: critical\n    level: low"))
                .problems())
        .singleElement()
        .asString()
        .contains("given twice");
  }

  @Test
  void wrongShapesAreToldApart() {
    assertThat(invalid("- a")).hasMessageContaining("must be a mapping");
    assertThat(invalid("")).hasMessageContaining("has no 'ruleset'");
    assertThat(invalid("functions: {}\nrisks: []"))
        .hasMessageContaining("'functions' of the file must be a list");
    assertThat(invalid(GOOD.replace("version: 6", "version: new")))
        .hasMessageContaining("version 'new'");
    assertThat(invalid(GOOD.replace("owner: Finance controls", "owner: [a]")))
        .hasMessageContaining("must be a text");
  }

  @Test
  void rulesThatContradictThemselvesDoNotConstruct() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> new SodRule("X", "x", Severity.LOW, 1, null, List.of(), List.of("one"))))
        .hasMessageContaining("at least two");
  }
}
