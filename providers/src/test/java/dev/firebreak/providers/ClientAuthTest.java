package dev.firebreak.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClientAuthTest {

  private static HttpResponse<String> buy(ScimProvider provider, String credentials, String form)
      throws Exception {
    var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(provider.tokenUri())
              .header("Authorization", "Basic " + basic)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void aWrongTokenIsRefusedWithAScimError() throws Exception {
    try (var provider = ScimProvider.named("doorway").bearer("right").start()) {
      var answer = new Wire(provider.baseUri(), "wrong").get("/Users");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
      var error = Wire.JSON.readTree(answer.body());
      assertThat(error.get("status").asText()).isEqualTo("401");
      assertThat(error.at("/schemas/0").asText())
          .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
      assertThatThrownBy(provider::tokenUri).hasMessageContaining("doorway");
    }
  }

  @Test
  void clientCredentialsBuyATokenThatExpires() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    try (var provider =
        ScimProvider.named("ledgerone")
            .clientCredentials("firebreak", "s3cret")
            .tokenLifetime(Duration.ofMinutes(10))
            .clock(now::get)
            .start()) {
      var answer = buy(provider, "firebreak:s3cret", "grant_type=client_credentials&scope=scim");
      assertThat(answer.statusCode()).isEqualTo(200);
      var token = Wire.JSON.readTree(answer.body());
      assertThat(token.get("token_type").asText()).isEqualTo("Bearer");
      assertThat(token.get("expires_in").asInt()).isEqualTo(600);

      var wire = new Wire(provider.baseUri(), token.get("access_token").asText());
      assertThat(wire.get("/Users").statusCode()).isEqualTo(200);
      now.set(now.get().plusSeconds(600));
      assertThat(wire.get("/Users").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void issuedTokensCanBeMadeWorthless() throws Exception {
    try (var provider = ScimProvider.named("ledgerone").clientCredentials("id", "s").start()) {
      var answer = buy(provider, "id:s", "grant_type=client_credentials");
      var wire =
          new Wire(
              provider.baseUri(), Wire.JSON.readTree(answer.body()).get("access_token").asText());
      provider.expireTokens();
      assertThat(wire.get("/Users").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aWrongSecretOrAnotherGrantBuysNothing() throws Exception {
    try (var provider = ScimProvider.named("ledgerone").clientCredentials("id", "s").start()) {
      var wrong = buy(provider, "id:guess", "grant_type=client_credentials");
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(wrong.body()).contains("invalid_client");
      var other = buy(provider, "id:s", "grant_type=password");
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(other.body()).contains("unsupported_grant_type");
    }
  }

  @Test
  void aProviderNeedsExactlyOneKindOfCredentials() {
    assertThatThrownBy(() -> ScimProvider.named("x").start())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> ScimProvider.named("x").bearer("t").clientCredentials("i", "s").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("\"s\"");
  }

  @Test
  void aTakenPortIsAnError() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(
              () -> ScimProvider.named("x").bearer("t").port(taken.getLocalPort()).start())
          .isInstanceOf(IOException.class);
    }
  }
}
