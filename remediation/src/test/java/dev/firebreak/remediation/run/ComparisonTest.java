package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.plan.EndDate;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What else a change took, found by the whole resource.
class ComparisonTest {
  private static final String GROUP =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g1","displayName":"Finance",
       "members":[{"value":"u1","display":"Marta","$ref":"../Users/u1"},
                  {"value":"u2","type":"User","display":"Hana"}],
       "urn:example:2.0:Group":{"owner":"ana","limits":{"daily":2.5},"tags":["a","b"]},
       "meta":{"version":"1","lastModified":"2026-11-22T06:12:00Z"}}\
      """;

  private static Loss loss(PlannedChange change, String before, String after) {
    return Comparison.of(change, ScimResource.parse(before), ScimResource.parse(after));
  }

  private static Loss loss(String after) {
    return loss(Estate.MARTA_OUT, GROUP, after);
  }

  @Test
  void theWishedChangeAloneLosesNothing() {
    assertThat(
            loss(
                """
                {"schemas":[],"id":"g1","displayName":"Finance",
                 "members":[{"value":"u2","type":"User","display":"Hana K.","$ref":"x"}],
                 "urn:example:2.0:Group":{"owner":"ana","limits":{"daily":2.5},"tags":["b","a"]},
                 "meta":{"version":"2"},"added":true}\
                """))
        .isEqualTo(Loss.NONE);
  }

  @Test
  void everyOtherValueThatWentOrChangedIsKeptAsItWas() {
    Loss loss =
        loss(
            """
            {"id":"g1","displayName":"Finances","members":[{"value":"u2","type":"Group"}],
             "urn:example:2.0:Group":{"tags":["b"]}}\
            """);
    assertThat(loss.values().keySet())
        .containsExactlyInAnyOrder(
            "displayName",
            "members",
            "urn:example:2.0:Group:owner",
            "urn:example:2.0:Group:limits:daily",
            "urn:example:2.0:Group:tags");
    assertThat(loss.values().get("members").toString())
        .isEqualTo("[{\"value\":\"u2\",\"type\":\"User\",\"display\":\"Hana\"}]");
    assertThat(loss.values().get("urn:example:2.0:Group:limits:daily").toString())
        .as("evidence has no fractions")
        .isEqualTo("[\"2.5\"]");
    assertThat(loss.words()).contains("1 other values of members", "displayName");
    assertThat(loss.isNone()).isFalse();
  }

  @Test
  void aResourceThatIsGoneIsLostAsAWhole() {
    Loss loss = Comparison.ofAll(ScimResource.parse(GROUP));
    assertThat(loss.values()).containsKeys("id", "displayName", "members");
    assertThat(loss.values().get("members")).hasSize(2);
    assertThat(loss.values()).doesNotContainKeys("meta.version", "schemas");
  }

  @Test
  void whatIsSecretByItsNameIsCountedAndWrittenNowhere() {
    String before =
        """
        {"id":"u1","active":true,"password":"x7","name":{"familyName":"Okonjo"},
         "keys":[{"value":"k1","clientSecret":"x8"}],"pairs":[["a",1]]}\
        """;
    Loss loss = loss(Estate.MARTA_OFF, before, "{\"id\":\"u1\",\"active\":false}");
    assertThat(loss.values().keySet())
        .containsExactlyInAnyOrder("name.familyName", "keys", "pairs");
    assertThat(loss.values().get("pairs")).hasToString("[[\"a\",1]]");
    assertThat(loss.withheld()).isEqualTo(2);
    assertThat(String.valueOf(loss.toJson())).doesNotContain("x7", "x8").contains("k1");
    assertThat(loss.words()).endsWith("2 other values that are secret");
    Loss only = loss(Estate.MARTA_OFF, "{\"id\":\"u1\",\"password\":\"x\"}", "{\"id\":\"u1\"}");
    assertThat(only.words()).isEqualTo("1 other values that are secret");
    assertThat(only.isNone()).isFalse();
  }

  @Test
  void theTouchedAttributeMayChangeAsAskedOnly() {
    String before = "{\"id\":\"u1\",\"active\":true}";
    assertThat(loss(Estate.MARTA_OFF, before, "{\"id\":\"u1\",\"active\":false}"))
        .isEqualTo(Loss.NONE);
    assertThat(
            loss(
                    Estate.PAY_OFF,
                    "{\"id\":\"u1\",\"entitlements\":[{\"value\":\"pay\"},{\"value\":\"view\"}]}",
                    "{\"id\":\"u1\"}")
                .words())
        .isEqualTo("1 other values of entitlements");
  }

  @Test
  void theGrantThatGetsAnEndMayChangeAndNoOther() {
    SetEndDate end =
        new SetEndDate(
            Estate.key("User", "u1"),
            new EndDate("entitlements", "pay"),
            "Pay",
            Estate.key("User", "u1"),
            "m.okonjo",
            Instant.parse("2026-12-31T00:00:00Z"));
    String before = "{\"id\":\"u1\",\"entitlements\":[{\"value\":\"pay\"},{\"value\":\"view\"}]}";
    String after = before.replace("\"pay\"", "\"pay\",\"validTo\":\"2026-12-31T00:00:00Z\"");
    assertThat(loss(end, before, after)).isEqualTo(Loss.NONE);
    assertThat(loss(end, before, after.replace("view", "viewer")).words())
        .isEqualTo("1 other values of entitlements");
    ArrayNode had =
        JsonNodeFactory.instance.arrayNode().add(end.touched(ScimResource.parse(before)).get(0));
    assertThat(loss(end.inverse(had), after, before)).isEqualTo(Loss.NONE);
  }

  @Test
  void manyLostValuesAreCountedAndAThousandOfThemKept() {
    String members =
        String.join(
            ",", IntStream.range(0, 1200).mapToObj(i -> "{\"value\":\"m" + i + "\"}").toList());
    Loss loss =
        loss("{\"id\":\"g1\",\"members\":[" + members + "]}", "{\"id\":\"g1\"}", Estate.MARTA_OUT);
    assertThat(loss.toJson().at("/attributes/0/count").asInt()).isEqualTo(1200);
    assertThat(loss.toJson().at("/attributes/0/values")).hasSize(1000);
  }

  private static Loss loss(String before, String after, PlannedChange change) {
    return loss(change, before, after);
  }

  @Test
  void nothingLostIsWrittenAsNothing() {
    assertThat(Loss.NONE.toJson()).isNull();
    assertThat(Loss.NONE.words()).isEmpty();
  }
}
