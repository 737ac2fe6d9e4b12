package dev.firebreak.ingest.map;

import static dev.firebreak.ingest.scene.Served.json;
import static dev.firebreak.scim.resource.ResourceType.CONTAINER_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Resources of any shape at all.
class AnyResourceTest {

  static LongStream seeds() {
    return Seeds.of(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyJsonObjectIsMappedOrRefusedAndNeverBreaksTheMapping(long seed) {
    Random random = new Random(seed);
    for (ResourceType type : ResourceType.values()) {
      MappedRows rows = MappedRows.empty();
      ObjectNode body = (ObjectNode) Chaos.node(random, 0);
      if (random.nextInt(8) > 0) {
        body.put("id", "i" + random.nextInt(9));
      }
      try {
        Mapped.mapping().map(type, new ScimResource(body), rows);
      } catch (UnusableResource | IllegalArgumentException refused) {
        assertThat(
                body.path("id").isString()
                    && type != ResourceType.PRIVILEGED_DATA_PERMISSION
                    && type != CONTAINER_PERMISSION)
            .as("%s of %s", refused, body)
            .isFalse();
      }
      for (var edges : rows.edges().entrySet()) {
        for (EdgeRow row : edges.getValue()) {
          assertThat(row.via()).startsWith("s/");
          assertThat(row.from()).isNotEmpty().allMatch(key -> isKey(edges.getKey(), key));
          assertThat(row.to()).isNotEmpty().allMatch(key -> isKey(edges.getKey(), key));
        }
      }
    }
  }

  private static boolean isKey(EdgeKind kind, String key) {
    assertThat(key).as(kind.name()).matches("s/[^/]+/[^/]+");
    return true;
  }

  /// Objects made of the attribute names that the mapping reads, with values of any type.
  private static final class Chaos {
    private static final List<String> NAMES =
        List.of(
            "userName",
            "displayName",
            "name",
            "active",
            "emails",
            "entitlements",
            "roles",
            "members",
            "value",
            "$ref",
            "type",
            "display",
            "primary",
            "since",
            "validTo",
            "contains",
            "container",
            "user",
            "group",
            "rights",
            "parent",
            "privilegedData",
            "description",
            "meta",
            "VALUE",
            "userType",
            "login",
            "system",
            "urn:ietf:params:scim:schemas:pam:1.0:LinkedObject",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    private static final List<String> WORDS =
        List.of("", " ", "x", "true", "2026-01-01T00:00:00Z", "../Users/7", "/", "a/b%", "User");

    private static JsonNode node(Random random, int depth) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      int kind = depth == 0 ? 0 : random.nextInt(depth > 3 ? 5 : 8);
      return switch (kind) {
        case 1 -> json.booleanNode(random.nextBoolean());
        case 2 -> json.numberNode(random.nextInt(100));
        case 3 -> json.nullNode();
        case 4, 5 -> json.stringNode(WORDS.get(random.nextInt(WORDS.size())));
        case 6 -> {
          var array = json.arrayNode();
          for (int i = random.nextInt(4); i > 0; i--) {
            array.add(node(random, depth + 1));
          }
          yield array;
        }
        default -> {
          ObjectNode object = json.objectNode();
          for (int i = depth == 0 ? 8 : random.nextInt(5); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), node(random, depth + 1));
          }
          yield object;
        }
      };
    }
  }
}
