package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Security events over HTTP (RFC 8935): nothing but a signature lets one in.
class PushedEventsTest {

  private static final String FEED = "/api/v1/usage/ledger-events/events";

  private final Browser stranger = new Browser();

  private static String token(String key) throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed =
        base64.encodeToString(bytes("{\"alg\":\"HS256\",\"typ\":\"secevent+jwt\"}"))
            + "."
            + base64.encodeToString(
                bytes(
                    """
                    {"iss":"https://ledger.example","aud":["https://firebreak.example"],
                     "jti":"%s","iat":%d,"events":{
                      "https://schemas.openid.net/secevent/ssf/event-type/verification":{}}}
                    """
                        .formatted(UUID.randomUUID(), Instant.now().getEpochSecond())));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
    return signed + "." + base64.encodeToString(mac.doFinal(bytes(signed)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> push(String path, String type, String body) {
    return stranger.send(
        stranger.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aSignedEventIsAcceptedFromWhoeverBringsIt() throws Exception {
    var answer = push(FEED, "application/secevent+jwt", token(TestServer.EVENT_KEY));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void anEventWithAnotherSignatureIsRefusedInTheWordsOfTheRfc() throws Exception {
    var answer = push(FEED, "application/secevent+jwt", token("x".repeat(32)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"err\":\"invalid_key\"", "\"description\":\"");
  }

  @Test
  void whatIsNoEventIsRefused() throws Exception {
    assertThat(push(FEED, "application/json", token(TestServer.EVENT_KEY)).body())
        .contains("invalid_request");
    assertThat(push(FEED, "application/secevent+jwt", "a.b.c").body()).contains("invalid_request");
    assertThat(push(FEED, "application/secevent+jwt", "x".repeat(70_000)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void aFeedThatIsNotDeclaredOrHasNoKeyTakesNothing() throws Exception {
    String token = token(TestServer.EVENT_KEY);
    for (String feed : new String[] {"nowhere", "keyless"}) {
      assertThat(
              push("/api/v1/usage/" + feed + "/events", "application/secevent+jwt", token)
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void theSourcesPageShowsHowASourceIsConfiguredAndNoSecret() {
    TestServer.running().show(Larkspur.GRAPH);
    String page = Browser.signedIn().get("/sources").body();
    assertThat(page)
        .contains("<summary>Configuration</summary>", "auth: token from", "/token")
        .doesNotContain("test-token", TestServer.EVENT_KEY);
  }
}
