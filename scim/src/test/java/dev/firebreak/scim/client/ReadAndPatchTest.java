package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.client.ProviderDouble.Reply;
import dev.firebreak.scim.client.ProviderDouble.Request;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimJson;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReadAndPatchTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final PatchRequest REMOVE =
      PatchRequest.remove(ScimPath.valueEquals("members", "value", "28\"19"));

  @Test
  void aResourceIsReadWithItsVersionAsReceived() {
    ScimOutcome outcome =
        read(Reply.json("{\"id\": \"7\", \"x\": {\"kept\": true}}").with("ETag", "W/\"a b\""));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ScimOutcome.Ok.class,
            ok -> {
              assertThat(ok.status()).isEqualTo(200);
              assertThat(ok.resource().id()).isEqualTo("7");
              assertThat(ok.resource().flag("x.kept")).contains(true);
              assertThat(ok.etag()).isEqualTo("W/\"a b\"");
              assertThat(ok.took()).isPositive();
            });
  }

  @Test
  void anIdStaysOneSegmentWhateverItHolds() {
    assertThat(asked("a/b?c#d", null).uri().getRawPath())
        .isEqualTo("/scim/v2/Groups/a%2Fb%3Fc%23d");
    assertThat(asked("Safe 1:Łódź%2f..", null).uri().getRawPath())
        .isEqualTo("/scim/v2/Groups/Safe%201%3A%C5%81%C3%B3d%C5%BA%252f..");
    assertThat(asked("*+~-._", null).uri().getRawPath()).isEqualTo("/scim/v2/Groups/%2A%2B~-._");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "\ud800"})
  void anIdThatCannotStandInAnAddressIsNotSent(String id) {
    try (var provider = new ProviderDouble(_ -> Reply.bare(204));
        var client = new ScimClient(provider.connection(new Auth.None()), CLOCK)) {
      assertThatThrownBy(() -> client.patch("Groups", id, REMOVE, null))
          .isInstanceOf(ScimFailure.class)
          .hasMessageContaining("nothing was sent");
      assertThat(provider.requests).isEmpty();
    }
  }

  @Test
  void aPatchCarriesItsBodyAndTheVersionVerbatim() {
    Request sent = asked("7", "W/\"3694e05e9dff590\"");
    assertThat(sent.method()).isEqualTo("PATCH");
    assertThat(sent.header("If-Match")).isEqualTo("W/\"3694e05e9dff590\"");
    assertThat(sent.header("Content-Type")).isEqualTo("application/scim+json");
    assertThat(ScimJson.MAPPER.readTree(sent.body())).isEqualTo(REMOVE.toJson());
    assertThat(asked("7", null).headers()).doesNotContainKey("If-Match");
  }

  @Test
  void aDeleteCarriesTheVersionAndNoBody() {
    try (var provider = new ProviderDouble(_ -> Reply.bare(204));
        var client = new ScimClient(provider.connection(new Auth.None()), CLOCK)) {
      assertThat(client.delete("Groups", "7", "W/\"1\""))
          .isInstanceOfSatisfying(
              ScimOutcome.Ok.class,
              ok -> {
                assertThat(ok.status()).isEqualTo(204);
                assertThat(ok.resource()).isNull();
              });
      assertThat(provider.requests)
          .singleElement()
          .satisfies(sent -> {
            assertThat(sent.method()).isEqualTo("DELETE");
            assertThat(sent.uri().getRawPath()).isEqualTo("/scim/v2/Groups/7");
            assertThat(sent.header("If-Match")).isEqualTo("W/\"1\"");
            assertThat(sent.body()).isEmpty();
          });
    }
  }

  @Test
  void aVersionThatIsNoHeaderIsNotSent() {
    assertThatThrownBy(() -> asked("7", "a\r\nX-Evil: 1"))
        .isInstanceOf(ScimFailure.class)
        .hasMessageContaining("cannot stand in If-Match");
    try (var provider = new ProviderDouble(_ -> Reply.bare(204));
        var client = new ScimClient(provider.connection(new Auth.None()), CLOCK)) {
      assertThatThrownBy(() -> client.delete("Groups", "7", "a\r\nX-Evil: 1"))
          .isInstanceOf(ScimFailure.class)
          .hasMessageContaining("cannot stand in If-Match");
    }
  }

  @Test
  void noContentIsSuccessWithoutAResource() {
    assertThat(patch(Reply.bare(204)))
        .isInstanceOfSatisfying(
            ScimOutcome.Ok.class,
            ok -> {
              assertThat(ok.status()).isEqualTo(204);
              assertThat(ok.resource()).isNull();
              assertThat(ok.etag()).isNull();
            });
  }

  @Test
  void everyStatusHasItsOutcome() {
    assertThat(patch(Reply.error(404, "gone"))).isEqualTo(new ScimOutcome.NotFound("gone"));
    assertThat(patch(Reply.error(409, "late")))
        .isEqualTo(new ScimOutcome.PreconditionFailed("late"));
    assertThat(patch(Reply.error(412, "stale")))
        .isEqualTo(new ScimOutcome.PreconditionFailed("stale"));
    assertThat(patch(Reply.error(401, "who?")))
        .isEqualTo(new ScimOutcome.Unauthorized(401, "who?"));
    assertThat(patch(Reply.bare(403)))
        .isEqualTo(new ScimOutcome.Unauthorized(403, "no explanation"));
    assertThat(patch(Reply.error(501, "no patch")))
        .isEqualTo(new ScimOutcome.Refused(501, null, "no patch"));
    assertThat(
            patch(Reply.json("{\"scimType\":\"noTarget\",\"detail\":\"no such member\"}").as(400)))
        .isEqualTo(new ScimOutcome.Refused(400, "noTarget", "no such member"));
    assertThat(patch(Reply.of(405, "text/html", "<html>")))
        .isEqualTo(new ScimOutcome.Refused(405, null, "text/html in place of an explanation"));
    assertThat(patch(Reply.bare(202).with("Set-Txn", "t1")))
        .isEqualTo(new ScimOutcome.Pending("t1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120",
        "0 | 0",
        "Sun, 22 Nov 2026 10:01:30 GMT | 90",
        "Sun, 22 Nov 2026 09:00:00 GMT | 0",
        "soon |",
        "-5 |",
        "99999999999999999999 |",
        "'' |"
      })
  void retryAfterIsReadInBothForms(String header, Long seconds) {
    assertThat(patch(Reply.error(429, "slow down").with("Retry-After", header)))
        .isEqualTo(new ScimOutcome.Throttled(seconds == null ? null : Duration.ofSeconds(seconds)));
  }

  @Test
  void aRedirectIsRefusedAndNotFollowed() {
    try (var elsewhere = new ProviderDouble(_ -> Reply.json("{}"));
        var provider =
            new ProviderDouble(
                _ -> Reply.bare(307).with("Location", elsewhere.uri("/x").toString()));
        var client =
            new ScimClient(provider.connection(new Auth.Bearer(Secret.of("t0ken"))), CLOCK)) {
      assertThat(client.patch("Groups", "7", REMOVE, null))
          .isEqualTo(
              new ScimOutcome.Refused(
                  307, null, "redirects to " + elsewhere.uri("") + "; not followed"));
      assertThat(elsewhere.requests).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadIsUncertain() {
    assertUncertain(patch(Reply.error(503, "busy")), "answered 503 (busy)");
    assertUncertain(patch(Reply.of(200, "text/html", "<html>")), "text/html instead of");
    assertUncertain(patch(Reply.json("{\"id\": ")), "stops in its middle");
    assertUncertain(patch(Reply.json("[]")), "no JSON object");
  }

  @Test
  void aConnectionCutAfterSendingIsUncertainAndNotSentAgain() throws IOException {
    try (var server = new RawServer((_, _) -> {})) {
      assertUncertain(patch(server.uri(), 20_000), "lost the connection before any answer");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void anAnswerThatDribblesBeyondTheDeadlineIsUncertain() throws IOException {
    try (var server = new RawServer(RawServer.dribbling())) {
      assertUncertain(patch(server.uri(), 500), "did not answer as a whole within 500 ms");
    }
  }

  private static void assertUncertain(ScimOutcome outcome, String reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ScimOutcome.Uncertain.class,
            uncertain ->
                assertThat(uncertain.reason()).startsWith("hr: PATCH http").contains(reason));
  }

  private static ScimOutcome read(Reply reply) {
    try (var provider = new ProviderDouble(_ -> reply);
        var client = new ScimClient(provider.connection(new Auth.None()), CLOCK)) {
      return client.read("Users", "7");
    }
  }

  private static ScimOutcome patch(Reply reply) {
    try (var provider = new ProviderDouble(_ -> reply);
        var client = new ScimClient(provider.connection(new Auth.None()), CLOCK)) {
      return client.patch("Groups", "7", REMOVE, null);
    }
  }

  private static ScimOutcome patch(URI base, int millis) {
    var connection =
        new Connection("hr", base, new Auth.None(), Duration.ofMillis(millis), 10, 1 << 20, true);
    try (var client = new ScimClient(connection, CLOCK)) {
      return client.patch("Groups", "7", REMOVE, null);
    }
  }

  private static Request asked(String id, String ifMatch) {
    try (var provider = new ProviderDouble(_ -> Reply.bare(204));
        var client = new ScimClient(provider.connection(new Auth.None()), CLOCK)) {
      client.patch("Groups", id, REMOVE, ifMatch);
      return provider.requests.getFirst();
    }
  }
}
