package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.resource.ScimFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AuthorizationTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
  private final AtomicInteger tokens = new AtomicInteger();

  @Test
  void aFixedTokenGoesWithEveryCallAndIsNotTriedTwice() {
    try (var provider = new ProviderDouble(_ -> Reply.bare(401));
        var client =
            new ScimClient(provider.connection(new Auth.Bearer(Secret.of("t0ken"))), clock)) {
      assertThat(client.read("Users", "1"))
          .isEqualTo(new ScimOutcome.Unauthorized(401, "no explanation"));
      assertThat(provider.requests)
          .singleElement()
          .satisfies(each -> assertThat(each.header("Authorization")).isEqualTo("Bearer t0ken"));
    }
  }

  @Test
  void aPasswordGoesWithEveryCallAndIsNotTriedTwice() {
    try (var provider = new ProviderDouble(_ -> Reply.bare(401));
        var client =
            new ScimClient(provider.connection(new Auth.Basic("me", Secret.of("s é:1"))), clock)) {
      assertThat(client.read("Users", "1")).isInstanceOf(ScimOutcome.Unauthorized.class);
      String basic =
          Base64.getEncoder().encodeToString("me:s é:1".getBytes(StandardCharsets.UTF_8));
      assertThat(provider.requests)
          .singleElement()
          .satisfies(each -> assertThat(each.header("Authorization")).isEqualTo("Basic " + basic));
    }
  }

  @Test
  void aUserNameThatBasicCannotCarryIsRefused() {
    for (String name : new String[] {" ", "a:b", "a\nb"}) {
      assertThatThrownBy(() -> new Auth.Basic(name, Secret.of("s3cret")))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("s3cret");
    }
  }

  @Test
  void withoutAuthNothingIsSent() {
    try (var provider = new ProviderDouble(_ -> Reply.json("{}"));
        var client = new ScimClient(provider.connection(new Auth.None()), clock)) {
      client.capabilities();
      assertThat(provider.requests.getFirst().headers()).doesNotContainKey("Authorization");
    }
  }

  @Test
  void aTokenIsAskedForOnceAndKeptUntilShortlyBeforeItExpires() {
    try (var provider = new ProviderDouble(request -> answer(request, "\"600\""));
        var client =
            new ScimClient(provider.connection(credentials(provider, "a b&c")), ticking())) {
      client.list("Users", Map.of(), _ -> {});
      now.set(NOW.plusSeconds(539));
      client.list("Users", Map.of(), _ -> {});
      assertThat(tokens).hasValue(1);
      now.set(NOW.plusSeconds(540));
      client.list("Users", Map.of(), _ -> {});
      assertThat(tokens).hasValue(2);

      Request asked = provider.requests.getFirst();
      String basic =
          Base64.getEncoder()
              .encodeToString("me%3A1:s%2Becret+%C3%A9".getBytes(StandardCharsets.US_ASCII));
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(asked.header("Authorization")).isEqualTo("Basic " + basic);
      assertThat(asked.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=a+b%26c");
      assertThat(provider.requests.get(1).header("Authorization")).isEqualTo("Bearer granted-1");
    }
  }

  @Test
  void aRejectedTokenIsRenewedExactlyOnce() {
    try (var provider =
            new ProviderDouble(request ->
                "Bearer granted-1".equals(request.header("Authorization"))
                    ? Reply.error(401, "revoked")
                    : answer(request, "600"));
        var client = new ScimClient(provider.connection(credentials(provider, null)), clock)) {
      assertThat(client.list("Users", Map.of(), _ -> {}).distinct()).isEqualTo(3);
      assertThat(tokens).hasValue(2);
      assertThat(provider.requests)
          .extracting(each -> each.header("Authorization"))
          .filteredOn(each -> each.startsWith("Bearer"))
          .containsExactly("Bearer granted-1", "Bearer granted-2");
    }
  }

  @Test
  void aSecondRejectionIsFinal() {
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().equals("/token")
                    ? answer(request, "600")
                    : Reply.error(401, "never"));
        var client = new ScimClient(provider.connection(credentials(provider, null)), clock)) {
      assertThat(client.read("Users", "1")).isEqualTo(new ScimOutcome.Unauthorized(401, "never"));
      assertThat(tokens).hasValue(2);
      assertThat(provider.requests).hasSize(4);
    }
  }

  @Test
  void severalThreadsThatMeetOneRejectedTokenShareTheNewOne() throws InterruptedException {
    try (var provider =
            new ProviderDouble(request ->
                "Bearer granted-1".equals(request.header("Authorization"))
                    ? Reply.error(401, "revoked")
                    : answer(request, "600"));
        var client = new ScimClient(provider.connection(credentials(provider, null)), clock)) {
      var threads =
          IntStream.range(0, 8)
              .mapToObj(_ -> Thread.ofVirtual().start(() -> client.read("Users", "1")))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(tokens).hasValue(2);
    }
  }

  @Test
  void aTokenThatIsNotToBeHadSaysWhatToCheck() {
    try (var provider =
            new ProviderDouble(
                _ -> Reply.of(400, "application/json", "{\"error\":\"invalid_client\"}"));
        var client = new ScimClient(provider.connection(credentials(provider, null)), clock)) {
      assertThatThrownBy(client::capabilities)
          .isInstanceOfSatisfying(
              ScimFailure.class, e -> assertThat(e.kind()).isEqualTo(ScimFailure.Kind.UNAUTHORIZED))
          .hasMessageContaining("/token gave no token (400); check the client id");
      assertThat(client.read("Users", "1")).isInstanceOf(ScimOutcome.Unauthorized.class);
      assertThat(provider.requests).extracting(each -> each.uri().getPath()).containsOnly("/token");
    }
  }

  @Test
  void theIssuersOwnWordsAreToldWithoutTheSecret() {
    try (var provider =
            new ProviderDouble(_ ->
                Reply.of(
                    400,
                    "application/json",
                    "{\"error\":\"invalid_client\",\"error_description\":\"is it pa55word?\"}"));
        var client =
            new ScimClient(
                provider.connection(
                    new Auth.ClientCredentials(
                        provider.uri("/token"), "me", Secret.of("pa55word"), null)),
                clock)) {
      assertThatThrownBy(client::capabilities)
          .hasMessageContaining("gave no token (400); check the client id")
          .hasMessageEndingWith("(it says: invalid_client, is it ***?)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\":\"granted-1\"}",
        "{\"access_token\":\"granted-1\",\"token_type\":\"bearer\",\"expires_in\":3600}",
        "{\"access_token\":\"granted-1\",\"token_type\":\"BearerToken\",\"expires_in\":\"3599\"}",
        "{\"access_token\":\"granted-1\",\"token_type\":null,\"expires_in\":null,\"refresh_token\":\"\"}",
        "{\"access_token\":\"granted-1\",\"token_type\":\"Bearer\",\"expires_in\":\"soon\",\"scope\":[]}"
      })
  void whatIssuersDoToTheOtherMembersKeepsNoTokenFromBeingUsed(String grant) {
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().equals("/token")
                    ? Reply.of(200, "text/plain", grant)
                    : ProviderDouble.users(1, request));
        var client = new ScimClient(provider.connection(credentials(provider, null)), clock)) {
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      assertThat(provider.requests.getLast().header("Authorization")).isEqualTo("Bearer granted-1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"access_token\":\"granted\",\"token_type\":\"mac\"}",
        "{\"access_token\":[\"granted\"]}",
        "{\"access_token\": \"\"}",
        "{\"access_token\": \"a b\"}",
        "{\"access_token\": granted}",
        "<html>"
      })
  void anAnswerWithoutAUsableTokenIsAFailureThatDoesNotQuoteIt(String body) {
    try (var provider = new ProviderDouble(_ -> Reply.of(200, "application/json", body));
        var client = new ScimClient(provider.connection(credentials(provider, null)), clock)) {
      assertThatThrownBy(client::capabilities)
          .isInstanceOf(ScimFailure.class)
          .hasMessageContaining("/token answered")
          .message()
          .doesNotContain("granted", "a b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "token\n", "to\u0142ken"})
  void aTokenThatNoHeaderCanCarryIsRefusedWithoutQuotingIt(String token) {
    assertThatThrownBy(() -> new Auth.Bearer(Secret.of(token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("check where it is read from")
        .message()
        .doesNotContain(token);
  }

  private Reply answer(Request request, String expiresIn) {
    if (request.uri().getPath().equals("/token")) {
      return Reply.of(
          200,
          "application/json",
          "{\"access_token\":\"granted-%d\",\"token_type\":\"Bearer\",\"expires_in\":%s}"
              .formatted(tokens.incrementAndGet(), expiresIn));
    }
    return Reply.json(ProviderDouble.page(3, IntStream.range(0, 3)));
  }

  private Clock ticking() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  private static Auth credentials(ProviderDouble provider, String scope) {
    URI token = provider.uri("/token");
    return new Auth.ClientCredentials(token, "me:1", Secret.of("s+ecret é"), scope);
  }

  @Test
  void aTokenWithoutALifetimeIsKeptUntilItIsRejected() {
    try (var provider = new ProviderDouble(request -> answer(request, "null"));
        var client = new ScimClient(provider.connection(credentials(provider, null)), ticking())) {
      client.list("Users", Map.of(), _ -> {});
      now.set(NOW.plus(Duration.ofDays(30)));
      client.list("Users", Map.of(), _ -> {});
      assertThat(tokens).hasValue(1);
    }
  }
}
