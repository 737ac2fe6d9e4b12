package dev.firebreak.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.ScimJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

class PatchRequestTest {
  @Test
  void removingAMemberNamesThatMemberAndCarriesNoValue() {
    assertThat(PatchRequest.remove(ScimPath.valueEquals("members", "value", "28")).toJson())
        .isEqualTo(
            json(
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "remove", "path": "members[value eq \\"28\\"]"}]}
                """));
  }

  @Test
  void deactivatingReplacesOneFlag() {
    assertThat(PatchRequest.replace(ScimPath.parse("active"), BooleanNode.FALSE).toJson())
        .isEqualTo(
            json(
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "replace", "path": "active", "value": false}]}
                """));
  }

  @Test
  void operationsKeepTheirOrderAndMayMergeAnObject() {
    var request =
        new PatchRequest(
            List.of(
                new PatchOp.Add(null, json("{\"title\": \"Boss\"}")),
                new PatchOp.Add(ScimPath.parse("rights"), json("[\"use\"]")),
                new PatchOp.Replace(null, json("{\"active\": true}"))));
    assertThat(request.toJson().get("Operations"))
        .isEqualTo(
            json(
                """
                [{"op": "add", "value": {"title": "Boss"}},
                 {"op": "add", "path": "rights", "value": ["use"]},
                 {"op": "replace", "value": {"active": true}}]
                """));
  }

  @Test
  void whatIsNoPatchDoesNotConstruct() {
    assertThatThrownBy(() -> new PatchRequest(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new PatchOp.Add(null, StringNode.valueOf("x")))
        .hasMessageContaining("without a path");
    assertThatThrownBy(() -> new PatchOp.Replace(null, BooleanNode.FALSE))
        .hasMessageContaining("without a path");
  }

  private static JsonNode json(String text) {
    return ScimJson.MAPPER.readTree(text);
  }
}
