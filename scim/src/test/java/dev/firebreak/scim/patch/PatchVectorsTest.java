package dev.firebreak.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PatchVectorsTest {
  @TestFactory
  Stream<DynamicTest> eachVectorHolds() throws IOException {
    JsonNode file;
    try (var in = PatchVectorsTest.class.getResourceAsStream("../patch-vectors.json")) {
      file = ScimJson.MAPPER.readTree(in);
    }
    assertThat(file.get("vectors")).hasSizeGreaterThan(40);
    return file.get("vectors")
        .valueStream()
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.get("section").stringValue() + ": " + vector.get("name").stringValue(),
                () ->
                    check(
                        (ObjectNode) file.get("resources").get(vector.get("on").stringValue()),
                        vector)));
  }

  private static void check(ObjectNode body, JsonNode vector) {
    var before = new ScimResource(body);
    String asItWas = body.toString();
    ObjectNode message = ScimJson.MAPPER.createObjectNode();
    message.putArray("schemas").add(Schemas.PATCH_OP);
    message.set("Operations", vector.get("operations"));
    if (vector.has("refused")) {
      assertThatThrownBy(() -> PatchRequest.parse(message.toString()).applyTo(before))
          .isInstanceOfSatisfying(
              PatchRefused.class,
              e -> assertThat(e.scimType().word()).isEqualTo(vector.get("refused").stringValue()));
    } else {
      PatchRequest patch = PatchRequest.parse(message.toString());
      ScimResource after = patch.applyTo(before);
      ObjectNode wished = body.deepCopy();
      vector.path("after").properties().forEach(e -> wished.set(e.getKey(), e.getValue()));
      assertThat(States.of(after)).isEqualTo(States.of(new ScimResource(wished)));
      assertThat(PatchRequest.parse(patch.toJson())).isEqualTo(patch);
      assertThat(after.body().toString()).doesNotContain("[]", "null");
    }
    assertThat(body).hasToString(asItWas);
  }
}
