package dev.firebreak.scim.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimJson;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// No quirk writes more than was asked for.
class WritesTest {
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User:";

  static List<Quirk> oneOfEach() {
    return List.of(
        new AtMostPerPage(50),
        new BareFilterValues(),
        new ConfigsInPlural(),
        new CutListing(ResourceType.USER, 50),
        new MembersByAsking(),
        new MembersOnRequest(),
        new NoPatchOf(ResourceType.USER),
        new OneByOne(ResourceType.GROUP, List.of("id")),
        new PagesOnlyByCursor(),
        new SecretsInPayload(),
        new UnqualifiedPaths());
  }

  @Test
  void everyQuirkIsHeldToIt() {
    assertThat(oneOfEach().stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Set.of(Quirk.class.getPermittedSubclasses()));
  }

  /// A path that is nothing but a schema must not become none, which is the whole resource.
  @ParameterizedTest
  @MethodSource("oneOfEach")
  void eachOperationSaysTheSameOfTheSameAttribute(Quirk quirk) {
    List<String> paths =
        List.of(
            "members",
            "members[value eq \"7\"]",
            "rights[value eq \"27\"].value",
            CORE + "active",
            CORE + "emails[type eq \"work\"].value",
            CORE,
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "urn:example:core:2.0:User:active");
    ObjectNode asked = ScimJson.MAPPER.createObjectNode();
    var operations = asked.putArray("Operations");
    for (String op : List.of("add", "remove", "replace")) {
      paths.forEach(
          path -> operations.addObject().put("op", op).put("path", path).put("value", "27"));
      operations.addObject().put("op", op).putObject("value").put(CORE + "active", false);
    }
    ObjectNode before = asked.deepCopy();
    JsonNode sent = quirk.patch(asked).get("Operations");
    assertThat(asked).isEqualTo(before);
    assertThat(sent.size()).isEqualTo(operations.size());
    for (int i = 0; i < sent.size(); i++) {
      ObjectNode was = (ObjectNode) before.get("Operations").get(i).deepCopy();
      ObjectNode is = (ObjectNode) sent.get(i).deepCopy();
      JsonNode pathWas = was.remove("path");
      JsonNode pathIs = is.remove("path");
      assertThat(is).isEqualTo(was);
      if (pathWas == null) {
        assertThat(pathIs).isNull();
      } else {
        assertThat(pathIs.asString()).isNotEmpty();
        assertThat(Stream.of("", CORE).map(schema -> schema + pathIs.asString()))
            .contains(pathWas.asString());
      }
    }
  }

  @Test
  void eachSaysWhatItMendsAndWhereThatIsDescribed() {
    assertThat(
            Stream.concat(
                oneOfEach().stream(),
                Arrays.stream(Quirks.values()).flatMap(p -> p.all().stream())))
        .allSatisfy(quirk -> {
          assertThat(quirk.behaviour()).contains(":").doesNotEndWith(".");
          assertThat(quirk.link()).hasScheme("https");
          assertThat(quirk.name()).isEqualTo(quirk.getClass().getSimpleName());
        });
  }
}
