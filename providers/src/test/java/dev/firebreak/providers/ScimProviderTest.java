package dev.firebreak.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScimProviderTest {
  private ScimProvider provider;
  private Wire wire;

  @BeforeEach
  void start() throws Exception {
    provider = ScimProvider.named("doorway").bearer("t0ken").pageCap(100).start();
    wire = new Wire(provider.baseUri(), "t0ken");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void pagesAddUpToEveryResourceOnceInTheOrderOfTheIds() throws Exception {
    provider.load("/Users", Samples.users(257));
    var ids = wire.ids("/Users", 40);
    assertThat(ids).hasSize(257).doesNotHaveDuplicates().isSorted();
    assertThat(wire.json("/Users?startIndex=251&count=40").get("Resources")).hasSize(7);
    assertThat(wire.json("/Users?startIndex=258&count=40").path("Resources")).isEmpty();
  }

  @Test
  void noPageIsLargerThanTheCap() throws Exception {
    provider.load("/Users", Samples.users(150));
    var page = wire.json("/Users?count=5000");
    assertThat(page.get("Resources")).hasSize(100);
    assertThat(page.get("itemsPerPage").asInt()).isEqualTo(100);
    assertThat(page.get("totalResults").asInt()).isEqualTo(150);
  }

  @Test
  void loadedResourcesKeepTheirIdAndEveryAttribute() throws Exception {
    provider.load("Users", Samples.users(3));
    var answer = wire.get("/Users/u0002");
    var user = Wire.JSON.readTree(answer.body());
    assertThat(user.get("id").asText()).isEqualTo("u0002");
    assertThat(user.at("/entitlements/0/since").asText()).isEqualTo("2025-01-02T03:04:05Z");
    assertThat(
            user.path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
                .at("/manager/value")
                .asText())
        .isEqualTo("u0001");
    assertThat(user.at("/meta/location").asText()).isEqualTo(provider.baseUri() + "/Users/u0002");
    assertThat(answer.headers().firstValue("ETag"))
        .contains(user.at("/meta/version").asText())
        .contains(wire.json("/Users").at("/Resources/1/meta/version").asText());
  }

  @Test
  void filtersFindByAttributeExtensionAndMember() throws Exception {
    provider.load("/Users", Samples.users(150));
    provider.load("/Groups", List.of(Samples.group()));
    provider.load("/ContainerPermissions", Samples.permissions(12));
    assertThat(found("/Users", "userName eq \"USER7\"")).containsExactly("u0007");
    assertThat(
            found(
                "/Users",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq"
                    + " \"9\""))
        .containsExactly("u0009");
    assertThat(found("/Users", "emails[value ew \"er11@larkspur.example\"]"))
        .containsExactly("u0011");
    assertThat(found("/Groups", "members.value eq \"g2\"")).containsExactly("g1");
    assertThat(found("/ContainerPermissions", "container.value eq \"SAFE-3\""))
        .containsExactly("SAFE-3:user3");
    assertThat(wire.get("/Users?filter=" + Wire.encoded("nonsense eq \"x\"")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void filteredResultsArePagedToo() throws Exception {
    provider.load("/Users", Samples.users(150));
    var page =
        wire.json("/Users?startIndex=101&count=30&filter=" + Wire.encoded("userName sw \"user\""));
    assertThat(page.get("totalResults").asInt()).isEqualTo(150);
    assertThat(page.at("/Resources/0/id").asText()).isEqualTo("u0101");
    assertThat(page.get("Resources")).hasSize(30);
  }

  @Test
  void onlyTheAskedAttributesComeBack() throws Exception {
    provider.load("/Users", Samples.users(1));
    var user = wire.json("/Users/u0001?attributes=userName");
    assertThat(user.has("userName")).isTrue();
    assertThat(user.has("id")).isTrue();
    assertThat(user.has("emails")).isFalse();
  }

  @Test
  void createdResourcesCanBeReplacedAndDeleted() throws Exception {
    var body =
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"newcomer"}\
        """;
    var created = wire.send("POST", "/Users", body);
    assertThat(created.statusCode()).isEqualTo(201);
    var id = Wire.JSON.readTree(created.body()).get("id").asText();
    var tag = created.headers().firstValue("ETag").orElseThrow();

    var again = wire.send("POST", "/Users", body);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("uniqueness");

    var replacement = body.replace("\"newcomer\"", "\"newcomer\",\"title\":\"Clerk\"");
    var replaced = wire.send("PUT", "/Users/" + id, replacement, "If-Match", tag);
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(replaced.headers().firstValue("ETag").orElseThrow())
        .isNotEqualTo(tag)
        .isEqualTo(wire.get("/Users/" + id).headers().firstValue("ETag").orElseThrow());
    assertThat(wire.send("PUT", "/Users/" + id, body, "If-Match", tag).statusCode()).isEqualTo(412);
    assertThat(wire.send("DELETE", "/Users/" + id, "", "If-Match", tag).statusCode())
        .isEqualTo(412);
    assertThat(wire.send("DELETE", "/Users/" + id, "").statusCode()).isEqualTo(204);
    assertThat(wire.get("/Users/" + id).statusCode()).isEqualTo(404);
    assertThat(wire.send("PUT", "/Users/" + id, body).statusCode()).isEqualTo(404);
    assertThat(wire.patch("/Users/" + id, REPLACE_ACTIVE).statusCode()).isEqualTo(404);
    assertThat(wire.send("DELETE", "/Users/" + id, "").statusCode()).isEqualTo(404);
  }

  private static final String REPLACE_ACTIVE =
      """
      {"op":"replace","path":"active","value":false}\
      """;

  @Test
  void discoverySaysWhatThisProviderCanDo() throws Exception {
    var config = wire.json("/ServiceProviderConfig");
    assertThat(config.at("/patch/supported").asBoolean()).isTrue();
    assertThat(config.at("/etag/supported").asBoolean()).isTrue();
    assertThat(config.at("/filter/supported").asBoolean()).isTrue();
    assertThat(config.at("/filter/maxResults").asInt()).isEqualTo(100);
    assertThat(config.at("/bulk/supported").asBoolean()).isFalse();
    assertThat(wire.json("/ResourceTypes").findValuesAsText("endpoint"))
        .contains(
            "/Users",
            "/Groups",
            "/Roles",
            "/Entitlements",
            "/Containers",
            "/ContainerPermissions",
            "/PrivilegedData",
            "/PrivilegedDataPermissions");
    assertThat(
            wire.json("/Schemas/urn:ietf:params:scim:schemas:pam:1.0:Container")
                .get("name")
                .asText())
        .isEqualTo("Container");
  }

  @Test
  void aProviderServesOnlyTheTypesItIsToldTo() throws Exception {
    try (var small = ScimProvider.named("small").bearer("t").types("User", "Group").start()) {
      assertThat(small.endpoints()).containsExactlyInAnyOrder("/Users", "/Groups");
      assertThat(new Wire(small.baseUri(), "t").get("/Containers").statusCode()).isEqualTo(404);
      assertThatThrownBy(() -> small.load("/Containers", List.of()))
          .hasMessageContaining("small serves no /Containers");
    }
  }

  @Test
  void theStoreIsSeenAndChangedDirectly() throws Exception {
    provider.load("/Users", Samples.users(2));
    assertThat(provider.count("/Users")).isEqualTo(2);
    assertThat(provider.get("/Users", "u0001").orElseThrow()).contains("\"userName\":\"user1\"");
    assertThat(provider.remove("/Users", "u0001")).isTrue();
    assertThat(provider.get("/Users", "u0001")).isEmpty();
    assertThat(wire.get("/Users/u0001").statusCode()).isEqualTo(404);
  }

  @Test
  void everyRequestIsOnRecord() throws Exception {
    provider.load("/Users", Samples.users(1));
    wire.get("/Users?count=1");
    wire.patch("/Users/u0001", REPLACE_ACTIVE, "If-Match", "W/\"stale\"");
    assertThat(provider.requests())
        .containsExactly(
            new SeenRequest("GET", "/scim/v2/Users?count=1", null, 200),
            new SeenRequest("PATCH", "/scim/v2/Users/u0001", "W/\"stale\"", 412));
  }

  @Test
  void loadingThreeThousandResourcesTakesLessThanASecondOfProcessorTime() {
    var users = Samples.users(600);
    var permissions = Samples.permissions(2500);
    var processor = ManagementFactory.getThreadMXBean();
    var started = processor.getCurrentThreadCpuTime();
    provider.load("/Users", users);
    provider.load("/ContainerPermissions", permissions);
    var took = Duration.ofNanos(processor.getCurrentThreadCpuTime() - started);
    assertThat(took).isLessThan(Duration.ofSeconds(1));
    assertThat(provider.count("/ContainerPermissions")).isEqualTo(2500);
  }

  private List<String> found(String endpoint, String filter) throws Exception {
    return wire.json(endpoint + "?filter=" + Wire.encoded(filter))
        .get("Resources")
        .findValuesAsText("id");
  }
}
