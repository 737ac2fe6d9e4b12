package dev.firebreak.analytics.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.firebreak.analytics.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ShippedRulesetsTest {

  static List<String> names() {
    return ShippedRulesets.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aShippedRulesetIsReadAndEveryRiskOfItHasATestThatHits(String name) {
    RulesetYaml.Loaded loaded =
        RulesetYaml.read(new StringReader(ShippedRulesets.text(name)), name, Set.of());
    Ruleset ruleset = loaded.ruleset();

    assertThat(ruleset.id()).isEqualTo(name);
    assertThat(ruleset.rules()).hasSizeGreaterThan(9);
    assertThat(ruleset.rules()).allMatch(rule -> rule.owner() != null && rule.process() != null);
    JsonNode tests =
        YAMLMapper.builder().build().readTree(ShippedRulesets.text(name)).path("tests");
    for (SodRule rule : ruleset.rules()) {
      assertThat(tests.valueStream())
          .as(rule.id())
          .anyMatch(test ->
              test.path("risk").asString().equals(rule.id())
                  && test.path("expect").asString().equals("hit"));
    }
    assertThat(ruleset.functions())
        .allMatch(function ->
            ruleset.rules().stream().anyMatch(rule -> rule.functions().contains(function.id())));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aShippedRulesetFollowsTheJsonSchema(String name) {
    assertThat(schema().validate(json(ShippedRulesets.text(name)), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "risks: []",
        "ruleset: {id: a, name: b}\nrule: []",
        "ruleset: {id: a, name: b, version: 0}",
        "ruleset: {id: a, name: b}\nfunctions: [{id: f, name: F}]",
        "ruleset: {id: a, name: b}\nfunctions: [{id: f, name: F, any-of: []}]",
        "ruleset: {id: a, name: b}\nfunctions: [{id: f, name: F, any-of: [{source: x}]}]",
        "ruleset: {id: a, name: b}\nfunctions: [{id: f, name: F, any-of: [{group: x, name: y}]}]",
        "ruleset: {id: a, name: b}\nfunctions: [{id: f, name: F, any-of: [{any-of: [{name: x}]}]}]",
        "ruleset: {id: a, name: b}\nfunctions: [{id: f, name: F, any-of: [{name: x}], all-of: [{name: x}]}]",
        "ruleset: {id: a, name: b}\nrisks: [{id: r, name: R, level: bad, functions: [f, g]}]",
        "ruleset: {id: a, name: b}\nrisks: [{id: r, name: R, level: low, scope: here, functions: [f, g]}]",
        "ruleset: {id: a, name: b}\nrisks: [{id: r, name: R, level: low, functions: [f]}]",
        "ruleset: {id: a, name: b}\nmitigations: [{risk: r, control: c, owner: o}]",
        "ruleset: {id: a, name: b}\ntests: [{name: t, risk: r, expect: maybe, holds: []}]",
        "ruleset: {id: a, name: b}\ntests: [{name: t, risk: r, expect: hit, holds: [{name: x}]}]"
      })
  void whatTheSchemaRefusesTheReaderRefusesToo(String text) {
    assertThat(schema().validate(json(text), InputFormat.JSON)).isNotEmpty();
    assertThatThrownBy(() -> Ruleset.load(new StringReader(text), "x", Set.of("r")))
        .isInstanceOf(SodRulesInvalid.class);
  }

  @Test
  void theSchemaAndTheReaderKnowTheSameKeys() {
    JsonNode root = JsonMapper.builder().build().readTree(resource());
    JsonNode defs = root.path("$defs");
    assertThat(keys(root)).containsExactlyElementsOf(RulesetYaml.FILE);
    assertThat(keys(root.path("properties").path("ruleset")))
        .containsExactlyElementsOf(RulesetYaml.RULESET);
    assertThat(keys(defs.path("function"))).containsExactlyElementsOf(RulesetYaml.FUNCTION);
    assertThat(keys(defs.path("risk"))).containsExactlyElementsOf(RulesetYaml.RISK);
    assertThat(keys(defs.path("mitigation"))).containsExactlyElementsOf(RulesetYaml.MITIGATION);
    assertThat(keys(defs.path("selector"))).containsExactlyElementsOf(RequirementYaml.SELECTOR);
    assertThat(keys(defs.path("test"))).containsExactlyElementsOf(RulesetTestYaml.TEST);
    assertThat(keys(defs.path("held"))).containsExactlyElementsOf(RulesetTestYaml.HELD);
  }

  @Test
  void aNameThatIsNotShippedIsAnsweredWithThoseThatAre() {
    assertThatThrownBy(() -> ShippedRulesets.load("fiance"))
        .hasMessage(
            "no ruleset 'fiance' ships with Firebreak; there are finance, it-administration, pam,"
                + " cloud");
  }

  @Test
  void aFailingTestIsAProblemWithItsLine(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("own.yaml"),
            """
            ruleset: {id: own, name: Own, version: 1}
            functions:
              - {id: a, name: A, any-of: [{name: a}]}
              - {id: b, name: B, any-of: [{right: use, container: "FIN*"}]}
            risks:
              - {id: R, name: R, level: low, functions: [a, b]}
            tests:
              - {name: both, risk: R, expect: hit, holds: [{source: s, name: a}, {source: v, right: use, container: FIN-1}]}
              - {name: another safe, risk: R, expect: hit, holds: [{source: s, name: a}, {source: v, right: use, container: HR-1}]}
              - {name: both again, risk: R, expect: no hit, holds: [{source: s, name: a}, {source: v, right: use, container: FIN-1}]}
              - {name: no such risk, risk: S, expect: hit, holds: []}
            """);

    assertThat(RulesetCheck.of(file).problems())
        .containsExactly("line 11: a test is of the risk 'S', which this file does not have.");
    Files.writeString(
        file, Files.readString(file).lines().limit(10).reduce("", (a, b) -> a + b + "\n"));
    assertThat(RulesetCheck.of(file).problems())
        .containsExactly(
            "line 9: the test 'another safe' expects a hit of R, and there is none.",
            "line 10: the test 'both again' expects no hit of R, and there is one.");
    Files.writeString(
        file, Files.readString(file).lines().limit(8).reduce("", (a, b) -> a + b + "\n"));
    assertThat(RulesetCheck.of(file)).isEqualTo(new RulesetCheck(2, 1, 1, List.of()));
  }

  @Test
  void mitigationsMayBeForRisksOfOtherRulesetsInUseAndForNoOthers() {
    Ruleset finance = ShippedRulesets.load("finance");
    Set<String> risks = finance.rules().stream().map(SodRule::id).collect(Collectors.toSet());
    String own =
        """
        ruleset: {id: own, name: Own, version: 1}
        mitigations:
          - {risk: FIN-01, control: Second signature, owner: Treasury, until: 2027-03-31}
        """;
    String mistaken =
        own
            + """
              - {risk: FIN-99, control: Second signature, owner: Treasury, until: 31 March}
            """;
    assertThatThrownBy(() -> Ruleset.load(new StringReader(mistaken), "own.yaml", risks))
        .hasMessageContaining(
            "line 4: a mitigation is for the risk 'FIN-99', which no ruleset in use has")
        .hasMessageContaining("line 4: a mitigation has the until '31 March', which is no day");
    Ruleset good = Ruleset.load(new StringReader(own), "own.yaml", risks);
    assertThat(new SodRules(List.of(finance, good)).rulesets()).hasSize(2);
  }

  @Test
  void aShippedFunctionThatNothingMeetsIsSaidOnceWithTheRisksThatCannotHit() {
    SodRules rules = new SodRules(List.of(ShippedRulesets.load("finance")));
    List<String> said =
        rules.withoutMatch(Snapshots.of("entitlement erp/Entitlement/1 name=\"Create vendor\"\n"));
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith(
            "ruleset finance: nothing in the graph is what these functions select:"
                + " change-vendor-bank, enter-invoice,")
        .contains("; so these risks cannot hit: FIN-01, FIN-02, FIN-03,")
        .doesNotContain("maintain-vendor");
  }

  private static List<String> keys(JsonNode object) {
    return List.copyOf(object.path("properties").propertyNames());
  }

  private static String json(String yaml) {
    return YAMLMapper.builder().build().readTree(yaml).toString();
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(resource());
  }

  private static String resource() {
    try (InputStream in =
        ShippedRulesetsTest.class.getResourceAsStream("/sod/ruleset.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
