package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.Secret;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/// Users of Firebreak, provisioned by SCIM as identity providers do it.
class ProvisioningTest {

  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();
  private final Browser idp = new Browser();
  private String key = "";

  @BeforeEach
  void aKey() {
    key =
        Program.good(
                program.post(
                    "/api/v1/api-keys",
                    "{\"label\": \"provisioning\", \"scopes\": [\"scim\"], \"days\": 1}"),
                201)
            .get("secret")
            .asString();
  }

  @AfterEach
  void forget() {
    for (JsonNode user : json(send("GET", "/Users", ""), 200).get("Resources")) {
      assertThat(send("DELETE", "/Users/" + user.get("id").asString(), "").statusCode())
          .isEqualTo(204);
    }
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return idp.send(
        idp.request("/scim/v2" + path.replace(" ", "%20").replace("\"", "%22"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/scim+json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/scim+json");
    return new JsonMapper().readTree(answer.body());
  }

  private JsonNode made(String name, String role) {
    return json(
        send(
            "POST",
            "/Users",
            """
            {"schemas": ["%s"], "externalId": "0a21-%s", "userName": "%s", "active": true,
             "name": {"givenName": "Tia", "familyName": "Moe"},
             "emails": [{"primary": true, "type": "work", "value": "%s@larkspur.example"}],
             "roles": [{"primary": true, "value": "%s"}]}
            """
                .formatted(USER, name, name, name, role)),
        201);
  }

  private JsonNode patch(String id, String operations) {
    return json(
        send(
            "PATCH",
            "/Users/" + id,
            "{\"schemas\": [\"%s\"], \"Operations\": %s}".formatted(PATCH, operations)),
        200);
  }

  @Test
  void aNameIsOneTextAndTheSchemaSaysSo() {
    String schema = send("GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", "").body();
    assertThat(schema).contains("\"formatted\"").doesNotContain("givenName", "familyName");
    String id = made("ilse", "viewer").get("id").asString();
    JsonNode whole =
        patch(id, "[{\"op\": \"replace\", \"path\": \"name.formatted\", \"value\": \"Ilse M.\"}]");
    assertThat(whole.get("displayName").asString()).isEqualTo("Ilse M.");
    assertThat(whole.at("/name/formatted").asString()).isEqualTo("Ilse M.");
    JsonNode half =
        patch(id, "[{\"op\": \"replace\", \"path\": \"name.givenName\", \"value\": \"Else\"}]");
    assertThat(half.get("displayName").asString()).as("half a name is none").isEqualTo("Ilse M.");
    assertThat(half.get("name").has("givenName")).isFalse();
    JsonNode parts =
        patch(
            id,
            """
            [{"op": "replace", "value": {"name.givenName": "Else", "name.familyName": "Moll"}}]
            """);
    assertThat(parts.get("displayName").asString()).isEqualTo("Else Moll");
  }

  @Test
  void entraFindsNobodyMakesAUserAndFindsThem() {
    JsonNode none = json(send("GET", "/Users?filter=userName eq \"tia\"", ""), 200);
    assertThat(none.get("totalResults").asInt()).isZero();
    JsonNode made = made("tia", "analyst");
    assertThat(made.get("displayName").asString()).isEqualTo("Tia Moe");
    for (String filter : List.of("userName eq \"TIA\"", "externalId eq \"0a21-tia\"")) {
      JsonNode found = json(send("GET", "/Users?filter=" + filter, ""), 200);
      assertThat(found.get("Resources").get(0).get("id")).as(filter).isEqualTo(made.get("id"));
    }
    JsonNode again = json(send("POST", "/Users", "{\"userName\": \"Tia\"}"), 409);
    assertThat(again.get("scimType").asString()).isEqualTo("uniqueness");
  }

  @Test
  void entraChangesAndSwitchesOffInItsOwnWords() {
    String id = made("uma", "viewer").get("id").asString();
    JsonNode renamed =
        patch(
            id,
            """
            [{"op": "Replace", "path": "displayName", "value": "Uma Noor"},
             {"op": "Replace", "path": "emails[type eq \\"work\\"].value", "value": "u@x.example"},
             {"op": "Add", "path": "roles[primary eq \\"True\\"].value", "value": "reviewer"},
             {"op": "Add", "path": "title", "value": "Auditor"}]
            """);
    assertThat(renamed.get("displayName").asString()).isEqualTo("Uma Noor");
    assertThat(renamed.get("emails").get(0).get("value").asString()).isEqualTo("u@x.example");
    assertThat(renamed.get("roles").toString()).contains("viewer", "reviewer");
    JsonNode flat =
        patch(
            id,
            """
            [{"op": "replace", "value": {"displayName": "Uma N.", "name.givenName": "Uma",
              "emails[type eq \\"work\\"].value": "n@x.example", "active": "False"}}]
            """);
    assertThat(flat.get("active").booleanValue()).isFalse();
    assertThat(flat.get("emails").get(0).get("value").asString()).isEqualTo("n@x.example");
    assertThat(
            patch(id, "[{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"True\"}]")
                .get("active")
                .booleanValue())
        .isTrue();
  }

  @Test
  void aRemoveThatListsValuesTakesThoseAlone() {
    String id = made("vesna", "viewer").get("id").asString();
    patch(id, "[{\"op\": \"Add\", \"path\": \"roles\", \"value\": [{\"value\": \"analyst\"}]}]");
    JsonNode left =
        patch(
            id,
            "[{\"op\": \"Remove\", \"path\": \"roles\", \"value\": [{\"value\": \"viewer\"}]}]");
    assertThat(left.get("roles").toString()).contains("analyst").doesNotContain("viewer");
  }

  @Test
  void oktaPagesAndSwitchesOff() {
    JsonNode wim = made("wim", "analyst");
    String id = wim.get("id").asString();
    assertThat(
            json(send("GET", "/Users?startIndex=1&count=2", ""), 200).get("itemsPerPage").asInt())
        .isEqualTo(1);
    patch(id, "[{\"op\": \"replace\", \"value\": {\"active\": false}}]");
    assertThat(Browser.signedIn().get("/evidence").body())
        .contains("provisioning by the key of admin keeps wim out.");
  }

  @Test
  void aPutSaysAllOfAUserAndAnOldVersionIsRefused() {
    JsonNode made = made("xena", "analyst");
    String path = "/Users/" + made.get("id").asString();
    JsonNode put =
        json(
            send(
                "PUT",
                path,
                "{\"schemas\": [\"%s\"], \"userName\": \"xena\", \"active\": true}"
                    .formatted(USER)),
            200);
    assertThat(put.has("roles")).as("what is not said is gone").isFalse();
    var old =
        idp.send(
            idp.request("/scim/v2" + path)
                .header("Authorization", "Bearer " + key)
                .header("If-Match", made.get("meta").get("version").asString())
                .PUT(BodyPublishers.ofString("{\"userName\": \"xena\"}")));
    assertThat(json(old, 412).get("schemas").get(0).asString()).endsWith(":Error");
  }

  @Test
  void aRoleIsAGroupWhoseMembersComeAndGo() {
    String id = made("yara", "viewer").get("id").asString();
    String member = "[{\"op\": \"Add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}]";
    String patch = "{\"schemas\": [\"%s\"], \"Operations\": %s}";
    JsonNode analysts =
        json(send("PATCH", "/Groups/analyst", patch.formatted(PATCH, member.formatted(id))), 200);
    assertThat(analysts.get("members").toString()).contains(id);
    JsonNode left =
        json(
            send(
                "PATCH",
                "/Groups/viewer",
                patch.formatted(PATCH, member.formatted(id).replace("Add", "Remove"))),
            200);
    assertThat(left.has("members")).isFalse();
    assertThat(json(send("GET", "/Users/" + id, ""), 200).get("roles").toString())
        .contains("analyst")
        .doesNotContain("viewer");
    assertThat(json(send("GET", "/Groups?excludedAttributes=members", ""), 200).toString())
        .doesNotContain(id);
  }

  @Test
  void whatCannotBeMeantIsAnErrorAsRfc7644WritesIt() {
    assertThat(json(send("GET", "/Users?filter=userName eq", ""), 400).get("scimType").asString())
        .isEqualTo("invalidFilter");
    assertThat(json(send("POST", "/Users", "{\"active\": true}"), 400).get("detail").asString())
        .isEqualTo("userName is missing.");
    assertThat(
            json(
                    send(
                        "POST",
                        "/Users",
                        "{\"userName\": \"zoe\", \"roles\": [{\"value\": \"x\"}]}"),
                    400)
                .get("scimType")
                .asString())
        .isEqualTo("invalidValue");
    assertThat(
            json(
                    send(
                        "POST",
                        "/Users",
                        "{\"userName\": \"zoe\", \"roles\": [{\"value\": \"admin\"}, {\"value\": \"approver\"}]}"),
                    409)
                .get("detail")
                .asString())
        .contains("cannot be admin and approver");
    json(send("GET", "/Users/nobody", ""), 404);
    json(send("POST", "/Users", "not json"), 400);
    json(send("POST", "/Users", ""), 400);
    json(send("DELETE", "/Groups/viewer", ""), 405);
    json(send("GET", "/Nothing", ""), 404);
  }

  @Test
  void localUsersAreNeitherShownNorTakenOver() {
    assertThat(json(send("GET", "/Users", ""), 200).toString()).doesNotContain("\"admin\"");
    json(send("POST", "/Users", "{\"userName\": \"admin\", \"active\": false}"), 409);
    assertThat(program.get("/api/v1/users/admin").body()).contains("\"active\":true");
  }

  @Test
  void onlyAKeyForProvisioningOpensIt() {
    String read =
        Program.good(
                program.post(
                    "/api/v1/api-keys", "{\"label\": \"x\", \"scopes\": [\"read\"], \"days\": 1}"),
                201)
            .get("secret")
            .asString();
    key = key + "x";
    assertThat(json(send("GET", "/Users", ""), 401).get("detail").asString())
        .contains("This key opens nothing");
    String good = key.substring(0, key.length() - 1);
    key = read;
    assertThat(json(send("GET", "/Users", ""), 403).get("detail").asString())
        .isEqualTo("This key is not for that. It takes the scope scim.");
    key = good;
  }

  @Test
  void ourOwnClientReadsAndPatchesIt() {
    String id = made("zara", "viewer").get("id").asString();
    try (ScimClient client =
        new ScimClient(
            new Connection(
                "firebreak",
                server.address().resolve("/scim/v2"),
                new Auth.Bearer(Secret.of(key)),
                Duration.ofSeconds(20),
                10,
                1 << 20,
                true),
            Clock.systemUTC())) {
      List<String> seen = new ArrayList<>();
      client.list(ResourceType.USER, Map.of(), user -> seen.add(user.id()));
      assertThat(seen).containsExactly(id);
      ScimOutcome off =
          client.patch(
              "/Users",
              id,
              PatchRequest.replace(ScimPath.parse("active"), BooleanNode.FALSE),
              null);
      assertThat(off).isInstanceOf(ScimOutcome.Ok.class);
      assertThat(client.capabilities().toString()).isNotEmpty();
      assertThat(client.discover().toString()).isNotEmpty();
    }
    assertThat(json(send("GET", "/Users/" + id, ""), 200).get("active").booleanValue()).isFalse();
  }

  @Test
  void whoeverIsProvisionedKeepsTheirLimitWhateverTheProviderChanges() {
    String id = made("lim", "analyst").get("id").asString();
    Limits limits = Limits.of(List.of("ledger"), List.of("Finance"));
    server.users().limits("lim", limits, "admin");
    patch(
        id,
        """
        [{"op": "replace", "path": "userName", "value": "limo"},
         {"op": "replace", "path": "active", "value": "False"}]
        """);
    assertThat(server.users().existing("limo").limits()).isEqualTo(limits);
    String whole =
        "{\"schemas\": [\"%s\"], \"userName\": \"lim\", \"active\": true, \"roles\": [{\"value\": \"viewer\"}]}"
            .formatted(USER);
    json(send("PUT", "/Users/" + id, whole), 200);
    assertThat(server.users().existing("lim").limits()).isEqualTo(limits);
    assertThat(server.users().existing("lim").roles()).containsExactly(Role.VIEWER);
  }
}
