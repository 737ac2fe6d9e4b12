package dev.firebreak.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatchTest {
  private ScimProvider provider;
  private Wire wire;

  @BeforeEach
  void start() throws Exception {
    provider = ScimProvider.named("strongroom").bearer("t").start();
    provider.load("/Users", Samples.users(3));
    provider.load("/Groups", List.of(Samples.group()));
    provider.load("/ContainerPermissions", Samples.permissions(3));
    wire = new Wire(provider.baseUri(), "t");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private String tag(String path) throws Exception {
    return wire.get(path).headers().firstValue("ETag").orElseThrow();
  }

  private static String remove(String path) throws Exception {
    return "{\"op\":\"remove\",\"path\":" + Wire.JSON.writeValueAsString(path) + "}";
  }

  @Test
  void removesOneMemberWhenTheVersionIsTheCurrentOne() throws Exception {
    var tag = tag("/Groups/g1");
    var answer = wire.patch("/Groups/g1", remove("members[value eq \"u0002\"]"), "If-Match", tag);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wire.json("/Groups/g1").get("members").findValuesAsText("value"))
        .containsExactly("u0001", "g2");
    assertThat(answer.headers().firstValue("ETag")).contains(tag("/Groups/g1"));
    assertThat(tag("/Groups/g1")).isNotEqualTo(tag);
  }

  @Test
  void refusesAPatchWithAStaleVersionAndChangesNothing() throws Exception {
    var tag = tag("/Groups/g1");
    wire.patch("/Groups/g1", remove("members[value eq \"u0002\"]"));
    var before = provider.get("/Groups", "g1");
    var late = wire.patch("/Groups/g1", remove("members[value eq \"u0001\"]"), "If-Match", tag);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(provider.get("/Groups", "g1")).isEqualTo(before);
  }

  @Test
  void removesOneRightOfAVaultPermission() throws Exception {
    var path = "/ContainerPermissions/SAFE-2:user2";
    var answer =
        wire.patch(path, remove("rights[value eq \"UseAccounts\"]"), "If-Match", tag(path));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wire.json(path).get("rights").toString())
        .isEqualTo("[\"RetrieveAccounts\",\"ListAccounts\"]");
  }

  @Test
  void givesARightBack() throws Exception {
    var path = "/ContainerPermissions/SAFE-2:user2";
    wire.patch(path, remove("rights[value eq \"UseAccounts\"]"));
    var answer =
        wire.patch(path, "{\"op\":\"add\",\"path\":\"rights\",\"value\":[\"UseAccounts\"]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wire.json(path).get("rights").toString())
        .isEqualTo("[\"RetrieveAccounts\",\"ListAccounts\",\"UseAccounts\"]");
  }

  @Test
  void theLastRightCannotBePatchedAway() throws Exception {
    var path = "/ContainerPermissions/SAFE-2:user2";
    wire.patch(path, remove("rights[value eq \"UseAccounts\"]"));
    wire.patch(path, remove("rights[value eq \"RetrieveAccounts\"]"));
    var last = wire.patch(path, remove("rights[value eq \"ListAccounts\"]"));
    assertThat(last.statusCode()).isEqualTo(400);
    assertThat(wire.json(path).get("rights")).hasSize(1);
  }

  @Test
  void anEscapedIdReachesTheSameResource() throws Exception {
    assertThat(wire.json("/ContainerPermissions/SAFE-2%3Auser2").get("id").asText())
        .isEqualTo("SAFE-2:user2");
  }

  @Test
  void disablesAnAccount() throws Exception {
    var answer =
        wire.patch(
            "/Users/u0003",
            "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}",
            "If-Match",
            tag("/Users/u0003"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wire.json("/Users/u0003").get("active").asBoolean(true)).isFalse();
  }

  @Test
  void takesOneEntitlementFromAUser() throws Exception {
    var answer = wire.patch("/Users/u0003", remove("entitlements[value eq \"e1\"]"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wire.json("/Users/u0003").get("entitlements").findValuesAsText("value"))
        .containsExactly("e2");
  }

  @Test
  void takesOneEntitlementFromWhatAGroupGrants() throws Exception {
    var urn = "urn:firebreak:params:scim:schemas:extension:access:1.0:Group";
    var answer = wire.patch("/Groups/g1", remove(urn + ":entitlements[value eq \"e1\"]"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wire.json("/Groups/g1").get(urn).get("entitlements").findValuesAsText("value"))
        .containsExactly("e2");
    assertThat(wire.json("/Groups/g1").get("members")).hasSize(3);
  }

  @Test
  void aPatchThatChangesNothingKeepsTheVersion() throws Exception {
    var tag = tag("/Users/u0001");
    wire.patch("/Users/u0001", "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
    assertThat(tag("/Users/u0001")).isEqualTo(tag);
  }

  @Test
  void oneBadOperationUndoesTheGoodOnes() throws Exception {
    var before = provider.get("/Users", "u0001");
    var answer =
        wire.patch(
            "/Users/u0001",
            "{\"op\":\"replace\",\"path\":\"active\",\"value\":false},"
                + "{\"op\":\"replace\",\"path\":\"nonsense\",\"value\":1}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(provider.get("/Users", "u0001")).isEqualTo(before);
  }
}
