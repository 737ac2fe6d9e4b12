package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests that a page of somebody else makes a signed-in browser send.
class ForgeryTest {

  private final Browser person = Browser.signedIn();

  @Test
  void aFormWithoutTheTokenOfTheSessionIsRefused() {
    var answer = person.post("/analyses", Map.of(), "");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Nothing was changed.");
  }

  @Test
  void theTokenOfAnotherSessionIsRefused() {
    String other = Browser.signedIn().token("/sources");
    assertThat(person.post("/analyses", Map.of(), other).statusCode()).isEqualTo(403);
  }

  @Test
  void theSameFormWithItsTokenWorks() {
    assertThat(person.post("/analyses", Map.of()).statusCode()).isEqualTo(302);
  }

  @Test
  void theApiTakesASessionOnlyWithTheTokenAsHeader() {
    var without = person.send(person.request("/api/v1/analyses").POST(BodyPublishers.noBody()));
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(without.headers().firstValue("Content-Type")).contains("application/problem+json");
    var with =
        person.send(
            person
                .request("/api/v1/analyses")
                .header("X-CSRF-TOKEN", person.token("/sources"))
                .POST(BodyPublishers.noBody()));
    assertThat(with.statusCode()).isEqualTo(200);
  }

  @Test
  void aProgramWithBasicCredentialsNeedsNoToken() {
    assertThat(basic().statusCode()).isEqualTo(200);
  }

  @Test
  void rememberedCredentialsThatABrowserAddsAreNotEnough() {
    assertThat(basic("Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(basic("Origin", "https://evil.example").statusCode()).isEqualTo(403);
  }

  @Test
  void aWriteIsNeverAGet() {
    assertThat(TestServer.running().mappings())
        .filteredOn(mapping -> mapping.method().equals("GET"))
        .noneMatch(mapping -> mapping.path().matches(".*/(dry-run|approve|start|stop|harvest)"));
  }

  private static java.net.http.HttpResponse<String> basic(String... header) {
    Browser program = new Browser();
    var request =
        program
            .request("/api/v1/analyses")
            .header("Authorization", SignInTest.basic("admin", TestServer.running().password()))
            .POST(BodyPublishers.noBody());
    return program.send(header.length == 0 ? request : request.header(header[0], header[1]));
  }
}
