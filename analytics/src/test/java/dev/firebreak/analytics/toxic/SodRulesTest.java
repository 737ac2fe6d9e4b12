package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SodRulesTest {

  private static final String GOOD =
      """
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

  private static SodRules load(String text) {
    return SodRules.load(new StringReader(text), "rules.yaml");
  }

  private static SodRulesInvalid invalid(String text) {
    return catchThrowableOfType(SodRulesInvalid.class, () -> load(text));
  }

  @Test
  void aRuleFileIsRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("rules.yaml"), GOOD);

    SodRules rules = SodRules.load(file);

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
    SodRules rules = load(GOOD);

    assertThat(
            snapshot
                .nodes(NodeKind.ENTITLEMENT)
                .filter(node -> rules.functions().getFirst().matches(snapshot.node(node)))
                .mapToObj(node -> snapshot.node(node).key()))
        .containsExactly("ledgerone/Entitlement/1", "ledgerone/Entitlement/2");
    assertThat(
            snapshot
                .nodes(NodeKind.ENTITLEMENT)
                .filter(node -> rules.functions().getLast().matches(snapshot.node(node)))
                .mapToObj(node -> snapshot.node(node).key()))
        .containsExactly("payrun/Role/3");
    assertThat(rules.functions().getFirst().matches(snapshot.node(4))).isFalse();
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
    "a, A, false"
  })
  void starsStandForAnythingAndTheRestIsExact(String pattern, String name, boolean fits) {
    Selector selector = new Selector("s", pattern);
    GraphSnapshot snapshot =
        Snapshots.of("entitlement s/Entitlement/1 name=\"%s\"".formatted(name));
    assertThat(selector.matches(snapshot.node(0))).isEqualTo(fits);
  }

  @Test
  void aSelectorThatPicksNothingIsReported() {
    GraphSnapshot snapshot =
        Snapshots.of("entitlement ledgerone/Entitlement/1 name=\"Create vendor\"");

    assertThat(load(GOOD).withoutMatch(snapshot))
        .containsExactly(new Selector("ledgerone", "AP *"), new Selector("pay*", "release"));
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
            "line 3: function create-vendor has the unknown key 'nmae'. The keys are id, name, any-of.",
            "line 2: function create-vendor has no 'name'.",
            "line 5: a selector of function create-vendor has the unknown key 'entitlment'. The keys"
                + " are source, entitlement.",
            "line 5: a selector of function create-vendor has no 'entitlement'.",
            "line 6: function create-vendor is defined twice, first in line 2. Rename one.",
            "line 8: function create-vendor has an empty any-of. Name at least one entitlement, or"
                + " remove it.",
            "line 12: risk AP-03 has the level 'terrible'. Use one of critical, high, medium, low,"
                + " info.",
            "line 13: risk AP-03 names the function 'relese-payment', which is not defined. Define it"
                + " under functions, or correct the name.",
            "line 14: risk AP-03 is defined twice, first in line 10. Rename one.",
            "line 17: risk AP-03 combines fewer than 2 functions. Name at least two.",
            "line 18: the file has the unknown key 'rules'. The keys are functions, risks.");
    assertThat(invalid).hasMessageStartingWith("rules.yaml has 11 problems:\n  line 2: ");
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
    assertThat(invalid("")).hasMessageContaining("has no 'functions'");
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
