package dev.firebreak.demo.larkspur;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LarkspurProvidersTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Larkspur larkspur;
  private static LarkspurProviders providers;

  @BeforeAll
  static void start() throws Exception {
    larkspur = Larkspur.generate(1, Instant.parse("2026-11-22T09:30:00Z"));
    providers = LarkspurProviders.start(larkspur);
  }

  @AfterAll
  static void stop() {
    providers.close();
  }

  private static HttpResponse<String> send(
      String method, URI uri, String token, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/scim+json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode get(URI base, String path, String token) throws Exception {
    var answer = send("GET", URI.create(base + path), token, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String ledgerToken() throws Exception {
    var pair = providers.ledgeroneClientId() + ":" + providers.ledgeroneClientSecret();
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(providers.ledgerone().tokenUri())
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).get("access_token").asString();
  }

  @Test
  void eachSystemServesAllThatWasGenerated() throws Exception {
    var token = ledgerToken();
    for (var endpoint : larkspur.ledgerone().resources().keySet()) {
      assertThat(get(providers.ledgerone().baseUri(), endpoint, token).get("totalResults").asInt())
          .isEqualTo(larkspur.ledgerone().at(endpoint).size());
    }
    for (var endpoint : larkspur.doorway().resources().keySet()) {
      assertThat(
              get(providers.doorway().baseUri(), endpoint, providers.doorwayToken())
                  .get("totalResults")
                  .asInt())
          .isEqualTo(larkspur.doorway().at(endpoint).size());
    }
    for (var endpoint : larkspur.strongroom().resources().keySet()) {
      assertThat(
              get(providers.strongroom().baseUri(), endpoint, providers.strongroomToken())
                  .get("totalResults")
                  .asInt())
          .isEqualTo(larkspur.strongroom().at(endpoint).size());
    }
  }

  @Test
  void secretsDifferFromSystemToSystemAndFromStartToStart() throws Exception {
    assertThat(providers.doorwayToken()).hasSize(48).isNotEqualTo(providers.strongroomToken());
    var wrong =
        send(
            "GET",
            URI.create(providers.doorway().baseUri() + "/Users"),
            providers.strongroomToken(),
            "");
    assertThat(wrong.statusCode()).isEqualTo(401);
    try (var again = LarkspurProviders.start(larkspur)) {
      assertThat(again.doorwayToken()).isNotEqualTo(providers.doorwayToken());
    }
  }

  @Test
  void theStoriesEndWithOneChangeEach() throws Exception {
    var vault = providers.strongroom().baseUri();
    var story = larkspur.stories().adminSafe();
    var permission = vault + "/ContainerPermissions/" + story.permission().id();
    patch(
        URI.create(permission),
        providers.strongroomToken(),
        "{\"op\":\"remove\",\"path\":\"rights[value eq \\\"%s\\\"]\"}".formatted(story.right()));
    assertThat(
            get(
                    vault,
                    "/ContainerPermissions/" + story.permission().id(),
                    providers.strongroomToken())
                .get("rights")
                .toString())
        .isEqualTo("[\"ListAccounts\"]");

    var pair = larkspur.stories().toxicPair();
    var group = "/Groups/" + pair.vaultGroups().getFirst().id();
    patch(
        URI.create(vault + group),
        providers.strongroomToken(),
        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}"
            .formatted(pair.vaultAccount().id()));
    assertThat(
            get(vault, group, providers.strongroomToken())
                .get("members")
                .findValuesAsString("value"))
        .doesNotContain(pair.vaultAccount().id())
        .isNotEmpty();

    var token = ledgerToken();
    var leaver = "/Users/" + larkspur.stories().leaver().ledgerAccount().id();
    patch(
        URI.create(providers.ledgerone().baseUri() + leaver),
        token,
        "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    assertThat(get(providers.ledgerone().baseUri(), leaver, token).get("active").asBoolean())
        .isFalse();

    var unused = larkspur.stories().unusedGrants().unused().getFirst();
    patch(
        URI.create(providers.ledgerone().baseUri() + "/Users/" + unused.account().id()),
        token,
        "{\"op\":\"remove\",\"path\":\"entitlements[value eq \\\"%s\\\"]\"}"
            .formatted(unused.entitlement().id()));
    assertThat(providers.ledgerone().get("/Users", unused.account().id()).orElseThrow())
        .doesNotContain(unused.entitlement().id());
  }

  private static void patch(URI uri, String token, String operation) throws Exception {
    var tag = send("GET", uri, token, "").headers().firstValue("ETag").orElseThrow();
    var answer =
        send(
            "PATCH",
            uri,
            token,
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}\
            """
                .formatted(operation),
            "If-Match",
            tag);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
