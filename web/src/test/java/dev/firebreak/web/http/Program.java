package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program that uses the REST API with HTTP Basic credentials.
final class Program {

  private static final JsonMapper JSON = new JsonMapper();

  private final Browser client = new Browser();

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  HttpResponse<String> post(String path, String body) {
    return send("POST", path, body);
  }

  /// Sends a request with JSON as its body, or with none.
  HttpResponse<String> send(String method, String path, String body) {
    return client.send(
        client
            .request(path)
            .header("Authorization", SignInTest.basic(who(path), TestServer.running().password()))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  /// The administrator, but for approvals, which none gives.
  private static String who(String path) {
    return path.endsWith("/approval") || path.endsWith("/approvals")
        ? TestServer.APPROVER
        : "admin";
  }

  /// The bytes of a good answer.
  byte[] bytes(String path) {
    HttpResponse<byte[]> answer =
        client.bytes(
            client
                .request(path)
                .header(
                    "Authorization", SignInTest.basic("admin", TestServer.running().password())));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  /// Asks again and again until the answer is as wanted.
  JsonNode until(String path, Predicate<JsonNode> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    JsonNode answer = good(get(path), 200);
    while (!wanted.test(answer)) {
      assertThat(Instant.now()).as("%s still says %s", path, answer).isBefore(deadline);
      Thread.onSpinWait();
      answer = good(get(path), 200);
    }
    return answer;
  }

  /// What a good answer says.
  static JsonNode good(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  /// The sentence of an answer that says what is wrong.
  static String problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return JSON.readTree(answer.body()).get("detail").asString();
  }

  /// Harvests everything, analyses it, and waits for the end.
  void harvest() {
    good(post("/api/v1/harvests", ""), 202);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    JsonNode job = good(get("/api/v1/jobs/latest"), 200);
    while (job.get("state").asString().equals("RUNNING")) {
      assertThat(Instant.now()).as(job.toString()).isBefore(deadline);
      Thread.onSpinWait();
      job = good(get("/api/v1/jobs/latest"), 200);
    }
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("DONE");
  }
}
