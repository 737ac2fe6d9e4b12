package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.resource.ScimFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an observer hears of the requests to a source, and what a client knows of itself.
@Timeout(60)
class CallObserverTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  private final List<String> heard = new ArrayList<>();

  private ScimClient client(Connection connection) {
    return new ScimClient(
        connection,
        CLOCK,
        _ -> true,
        new SplittableRandom(7),
        new CallObserver() {
          @Override
          public void called(CallEnd end, Duration took) {
            assertThat(took).isPositive();
            heard.add(end.name());
          }

          @Override
          public void sentAgain() {
            heard.add("again");
          }
        });
  }

  @Test
  void everyRequestIsHeardOfAndEverySecondTry() {
    AtomicInteger count = new AtomicInteger();
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().contains("ResourceTypes")
                    ? Reply.error(404, "none")
                    : switch (count.getAndIncrement()) {
                      case 0 -> Reply.error(503, "busy");
                      case 1 -> Reply.error(429, "slower").with("Retry-After", "1");
                      case 2 -> ProviderDouble.users(3, request);
                      case 3 -> Reply.error(404, "gone");
                      case 4 -> Reply.error(400, "what?");
                      case 5 -> Reply.of(200, "text/html", " <html>Sign in</html>");
                      default -> Reply.error(403, "no");
                    });
        var client = client(provider.connection(new Auth.None()))) {
      assertThat(client.list("Users", Map.of(), _ -> {}).complete()).isTrue();
      client.read("Users", "1");
      client.read("Users", "1");
      client.read("Users", "1");
      client.read("Users", "1");
      assertThat(heard)
          .containsExactly(
              "SERVER_ERROR",
              "again",
              "THROTTLED",
              "again",
              "ANSWERED",
              "ANSWERED",
              "ANSWERED",
              "REFUSED",
              "UNUSABLE",
              "UNAUTHORIZED");
      assertThat(client.circuit()).isEqualTo(Circuit.CLOSED);
    }
  }

  @Test
  void aListingIsToldPageByPage() {
    List<String> pages = new ArrayList<>();
    try (var provider = new ProviderDouble(request -> ProviderDouble.users(25, request));
        var client = client(provider.connection(new Auth.None()))) {
      client.list(
          "Users",
          Map.of(),
          _ -> {},
          soFar -> pages.add(soFar.pages() + ": " + soFar.distinct() + "/" + soFar.promised()));
    }
    assertThat(pages).containsExactly("1: 10/25", "2: 20/25", "3: 25/25");
  }

  @Test
  void aSourceThatKeepsFailingIsSeenToBeLeftAlone() {
    try (var provider = new ProviderDouble(_ -> Reply.error(503, "busy"));
        var client = client(provider.connection(new Auth.None()))) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> client.list("Users", Map.of(), _ -> {}))
            .isInstanceOf(ScimFailure.class);
      }
      assertThat(client.circuit()).isEqualTo(Circuit.OPEN);
    }
  }

  @Test
  void aTokenThatIsAJwtSaysWhenItExpiresAndAnyOtherSaysNothing() {
    assertThat(credentials(jwt("{\"sub\":\"firebreak\",\"exp\":1795000000}")))
        .containsExactly(
            new Credential(Credential.Kind.TOKEN, Instant.ofEpochSecond(1_795_000_000L), false));
    for (String other :
        List.of(
            "t0ken",
            "a.b.c",
            jwt("{}"),
            jwt("[1]"),
            jwt("{\"exp\":\"soon\"}"),
            jwt("{\"exp\":1e300}"))) {
      assertThat(credentials(other)).as(other).isEmpty();
    }
  }

  @Test
  void aTokenThatWasAskedForExpiresAsItsIssuerSaid() {
    try (var provider =
            new ProviderDouble(request ->
                request.uri().getPath().equals("/token")
                    ? Reply.json("{\"access_token\":\"granted\",\"expires_in\":600}")
                    : ProviderDouble.users(1, request));
        var client =
            client(
                provider.connection(
                    new Auth.ClientCredentials(
                        provider.uri("/token"), "me", Secret.of("s3cret"), null)))) {
      assertThat(client.credentials()).as("none was needed yet").isEmpty();
      client.list("Users", Map.of(), _ -> {});
      assertThat(client.credentials())
          .containsExactly(
              new Credential(Credential.Kind.ACCESS_TOKEN, CLOCK.instant().plusSeconds(600), true));
    }
  }

  private List<Credential> credentials(String token) {
    try (var provider = new ProviderDouble(_ -> Reply.bare(500));
        var client = client(provider.connection(new Auth.Bearer(Secret.of(token))))) {
      return client.credentials();
    }
  }

  private static String jwt(String claims) {
    return "eyJhbGciOiJub25lIn0."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl";
  }
}
