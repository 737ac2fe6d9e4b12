package dev.firebreak.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.firebreak.scim.resource.Assigned;
import dev.firebreak.scim.resource.AttributeRules;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Patches held against UnboundID's SCIM 2 SDK. `-Dprop.seed=N` replays a failure, whose message
/// names the seed.
class PatchOracleTest {
  private static final ObjectMapper THEIRS = JsonUtils.createObjectMapper();
  private static final int CASES = Integer.getInteger("prop.cases", 2000);

  private static final String USER =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "u1", "title": "Boss",
       "name": {"familyName": "Lund"}, "rights": ["Use", "List"],
       "emails": [{"type": "work", "value": "w@x"}, {"type": "home", "value": "h@x", "primary": true}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Tours"}}
      """;

  @Test
  void unboundIdComesToTheSameResourceForWhatADiffSays() {
    int compared = 0;
    for (int i = 0; i < CASES; i++) {
      Long replay = Long.getLong("prop.seed");
      long seed = replay != null ? replay : 20261122L + i;
      var random = new RandomResources(new SplittableRandom(seed));
      ScimResource a = random.plainGroup();
      ScimResource b = random.plainGroup();
      Optional<PatchRequest> patch = PatchRequest.between(a, b);
      if (patch.isPresent()) {
        JsonNode theirs = unboundId(a.body(), patch.get().toJson()).orElseThrow();
        assertThat(Assigned.state(theirs))
            .as("prop.seed=" + seed + " " + patch.get().toJson())
            .isEqualTo(States.of(b));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(CASES / 2);
  }

  /// What UnboundID 5.0.0 makes otherwise, and the section that decides it. `refused` is a refusal,
  /// anything else the attributes that follow.
  @ParameterizedTest(name = "{0} {1} {2}: RFC {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "add | rights | \"Own\" | {\"rights\": [\"Use\", \"List\", \"Own\"]} | 7644 §3.5.2.1: appended, not put in place of all",
        "add | emails[type eq \"work\"].primary | true | {\"emails\": [{\"type\": \"work\", \"value\": \"w@x\", \"primary\": true}, {\"type\": \"home\", \"value\": \"h@x\", \"primary\": false}]} | 7644 §3.5.2: one primary value",
        "remove | urn:ietf:params:scim:schemas:core:2.0:User:title | - | {\"title\": null} | 7644 §3.10: own schema",
        "remove | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | - | {\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\": null} | 7644 §3.10: the extension as a whole",
        "replace | emails[type eq \"work\"] | {\"value\": \"n@x\"} | {\"emails\": [{\"value\": \"n@x\"}, {\"type\": \"home\", \"value\": \"h@x\", \"primary\": true}]} | 7644 §3.5.2.3: the matching value is replaced",
        "replace | title | null | {\"title\": null} | 7643 §2.5: null unassigns",
        "replace | name | \"Ana Lund\" | refused | 7644 §3.5.2.3: a set of sub-attributes",
        "remove | id | - | refused | 7644 §3.5.2.2: read-only"
      })
  void unboundIdDiffers(String op, String path, String value, String wished, String section) {
    var body = (tools.jackson.databind.node.ObjectNode) ScimJson.MAPPER.readTree(USER);
    var message = ScimJson.MAPPER.createObjectNode();
    message.putArray("schemas").add(Schemas.PATCH_OP);
    var operation = message.putArray("Operations").addObject().put("op", op).put("path", path);
    if (value != null) {
      operation.set("value", ScimJson.MAPPER.readTree(value));
    }
    var before = new ScimResource(body);
    if (wished.equals("refused")) {
      assertThatThrownBy(() -> PatchRequest.parse(message).applyTo(before))
          .as(section)
          .isInstanceOf(PatchRefused.class);
      assertThat(unboundId(body, message)).isPresent();
    } else {
      var byTheRfc = body.deepCopy();
      ScimJson.MAPPER
          .readTree(wished)
          .properties()
          .forEach(member -> byTheRfc.set(member.getKey(), member.getValue()));
      assertThat(States.of(PatchRequest.parse(message).applyTo(before)))
          .as(section)
          .isEqualTo(Assigned.state(byTheRfc));
      assertThat(unboundId(body, message).map(Assigned::state))
          .isNotEqualTo(Optional.of(Assigned.state(byTheRfc)));
    }
  }

  @Test
  void unboundIdLeavesAResourceHalfPatched() throws JsonProcessingException {
    var resource = new GenericScimResource((ObjectNode) THEIRS.readTree(USER));
    var patch =
        PatchRequest.parse(
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
              {"op": "replace", "path": "title", "value": "Head"},
              {"op": "replace", "path": "emails[type eq \\"x\\"].value", "value": "v"}]}
            """);
    var theirs =
        THEIRS.readValue(
            patch.toJson().toString(), com.unboundid.scim2.common.messages.PatchRequest.class);
    assertThatThrownBy(() -> theirs.apply(resource)).isInstanceOf(ScimException.class);
    assertThat(resource.getObjectNode().get("title").asText()).isEqualTo("Head");
  }

  @Test
  void theirDiffReplacesAllValuesWhereOursRemovesOne() throws JsonProcessingException {
    ObjectNode source = (ObjectNode) THEIRS.readTree(USER);
    ObjectNode target = (ObjectNode) THEIRS.readTree(USER.replace("\"Use\", \"List\"", "\"List\""));
    assertThat(JsonUtils.diff(source, target, true).toString()).contains("[ \"List\" ]");
    assertThat(
            PatchRequest.between(
                ScimResource.parse(USER),
                ScimResource.parse(USER.replace("\"Use\", \"List\"", "\"List\""))))
        .map(patch -> patch.operations().get(0).path().print())
        .contains("rights[value eq \"Use\"]");
  }

  @Test
  void withoutRulesOnlyWhatAResourceShowsIsKnown() {
    var patch =
        PatchRequest.parse(
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations": [{"op": "add", "path": "ims", "value": {"value": "@a"}}, {"op": "remove", "path": "id"}]}
            """);
    ScimResource user = ScimResource.parse(USER);
    assertThat(patch.applyTo(user, AttributeRules.NONE).body().get("ims").isObject()).isTrue();
    assertThatThrownBy(() -> patch.applyTo(user)).hasMessageContaining("\"id\" is read-only");
    assertThat(
            new PatchRequest(List.of(patch.operations().get(0)))
                .applyTo(user)
                .body()
                .get("ims")
                .isArray())
        .isTrue();
  }

  private static Optional<JsonNode> unboundId(JsonNode before, JsonNode message) {
    try {
      var resource = new GenericScimResource((ObjectNode) THEIRS.readTree(before.toString()));
      THEIRS
          .readValue(message.toString(), com.unboundid.scim2.common.messages.PatchRequest.class)
          .apply(resource);
      return Optional.of(ScimJson.MAPPER.readTree(resource.getObjectNode().toString()));
    } catch (JsonProcessingException | ScimException e) {
      return Optional.empty();
    }
  }
}
