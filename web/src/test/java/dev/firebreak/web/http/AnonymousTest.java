package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.TestServer.Mapping;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What somebody can reach who has not signed in.
class AnonymousTest {

  private final Browser stranger = new Browser();

  @Test
  void onlyTheSignInPageAnswersToAStranger() {
    Set<Mapping> open = new TreeSet<>();
    String token = stranger.token("/login");
    for (Mapping mapping : TestServer.running().mappings()) {
      if (answers(mapping, token)) {
        open.add(mapping);
      }
    }
    assertThat(open).containsExactly(new Mapping("GET", "/login"));
  }

  @Test
  void theWalkSeesPagesAndTheApi() {
    assertThat(TestServer.running().mappings())
        .contains(
            new Mapping("GET", "/findings/{id}"),
            new Mapping("POST", "/remediation/{id}/start"),
            new Mapping("GET", "/api/v1/findings"),
            new Mapping("POST", "/api/v1/analyses"),
            new Mapping("GET", "/api/v1/openapi.json"));
  }

  @Test
  void aProgramIsToldHowToSignIn() {
    var answer = stranger.get("/api/v1/findings");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":401");
  }

  @Test
  void aPageThatPollsIsSentToTheSignInPage() {
    var answer = stranger.send(stranger.request("/sources/job").header("HX-Request", "true").GET());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/login");
  }

  @Test
  void thePageThatWasAskedForComesAfterSigningIn() {
    Browser person = new Browser();
    assertThat(person.get("/findings?kind=LEAVER").statusCode()).isEqualTo(302);
    var answer = person.signIn("admin", TestServer.running().password());
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/findings?kind=LEAVER");
  }

  @Test
  void stylesheetsOfTheSignInPageAreOpenAndNothingElseIs() {
    assertThat(stranger.get("/assets/base.css").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/assets/../application.properties").statusCode()).isNotEqualTo(200);
    assertThat(stranger.get("/nothing-here").statusCode()).isEqualTo(302);
  }

  private boolean answers(Mapping mapping, String token) {
    String path = mapping.path().replaceAll("\\{[^}]*}", "1");
    var answer =
        stranger.send(
            stranger
                .request(path)
                .header("X-CSRF-TOKEN", token)
                .method(mapping.method(), BodyPublishers.noBody()));
    boolean toSignIn =
        answer.statusCode() == 302
            && answer.headers().firstValue("Location").orElse("").endsWith("/login");
    return !toSignIn && answer.statusCode() != 401;
  }
}
