package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Writes that name themselves by an Idempotency-Key are carried out once, over HTTP.
class IdempotencyTest {

  private final TestServer server = TestServer.running();
  private final String key = UUID.randomUUID().toString();
  private String finding = "";

  @BeforeEach
  void begin() {
    server.show(Larkspur.GRAPH);
    finding =
        Program.good(new Program().get("/api/v1/findings"), 200).at("/findings/0/id").asString();
  }

  private HttpResponse<String> send(
      String person, String method, String path, String key, String body) {
    Browser client = new Browser();
    HttpRequest.Builder request =
        client
            .request(path)
            .header("Authorization", SignInTest.basic(person, TestServer.PASSWORD))
            .header("Content-Type", "application/json");
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return client.send(
        request.method(
            method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> comment(String key, String text) {
    return send("admin", "POST", comments(), key, "{\"text\": \"" + text + "\"}");
  }

  private String comments() {
    return "/api/v1/findings/" + finding + "/comments";
  }

  private long commented() {
    return Program.good(new Program().get("/api/v1/findings/" + finding), 200)
        .get("history")
        .valueStream()
        .filter(event -> event.get("change").asString().equals("COMMENTED"))
        .count();
  }

  private static boolean replayed(HttpResponse<String> answer) {
    return answer.headers().firstValue("Idempotency-Replayed").orElse("").equals("true");
  }

  @Test
  void theSameRequestHasTheSameAnswerAndOneEffect() {
    HttpResponse<String> first = comment(key, "seen");
    HttpResponse<String> second = comment('"' + key + '"', "seen");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(replayed(first)).isFalse();
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    assertThat(replayed(second)).isTrue();
    assertThat(commented()).isEqualTo(1);
  }

  @Test
  void withoutAKeyEachRequestIsCarriedOut() {
    comment("", "seen");
    comment("", "seen");
    assertThat(commented()).isEqualTo(2);
  }

  @Test
  void anotherBodyOrAddressUnderTheSameKeyIsRefused() {
    comment(key, "seen");
    assertThat(Program.problem(comment(key, "seen again"), 422)).contains("another request");
    assertThat(
            Program.problem(
                send("admin", "POST", comments() + "?a=b", key, "{\"text\": \"seen\"}"), 422))
        .contains("another request");
    assertThat(commented()).isEqualTo(1);
  }

  @Test
  void theKeysOfOneUserDoNotMeetThoseOfAnother() {
    server.user("ira", Role.ANALYST);
    comment(key, "seen");
    HttpResponse<String> other =
        send("ira", "POST", comments(), key, "{\"text\": \"seen by another\"}");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(replayed(other)).isFalse();
    assertThat(commented()).isEqualTo(2);
  }

  @Test
  void nothingIsToldAgainToWhoeverMayNotAskAnyMore() {
    server.user("ida", Role.ANALYST);
    String body = "{\"text\": \"seen\"}";
    assertThat(send("ida", "POST", comments(), key, body).statusCode()).isEqualTo(200);
    server.user("ida", Role.VIEWER);
    assertThat(send("ida", "POST", comments(), key, body).statusCode()).isEqualTo(403);
  }

  @Test
  void whatWasRefusedDidNothingAndMayBeSentAgain() {
    assertThat(comment(key, "").statusCode()).isEqualTo(400);
    assertThat(comment(key, "seen").statusCode()).isEqualTo(200);
    assertThat(commented()).isEqualTo(1);
  }

  @Test
  void manyAtOnceHaveOneEffect() throws InterruptedException, ExecutionException {
    List<Future<HttpResponse<String>>> sent = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(12)) {
      for (int i = 0; i < 12; i++) {
        sent.add(
            threads.submit(() -> {
              go.await();
              return comment(key, "seen");
            }));
      }
      go.countDown();
    }
    int done = 0;
    for (Future<HttpResponse<String>> each : sent) {
      HttpResponse<String> answer = each.get();
      if (answer.statusCode() == 200) {
        done++;
      } else {
        assertThat(Program.problem(answer, 409)).contains("being carried out");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
    }
    assertThat(done).isPositive();
    assertThat(commented()).isEqualTo(1);
    assertThat(replayed(comment(key, "seen"))).isTrue();
  }

  @Test
  void anAnswerWithASecretIsNotKeptAndNotToldAgain() {
    String body = "{\"label\": \"" + key + "\", \"scopes\": [\"read\"]}";
    JsonNode made = Program.good(send("admin", "POST", "/api/v1/api-keys", key, body), 201);
    assertThat(Program.problem(send("admin", "POST", "/api/v1/api-keys", key, body), 409))
        .contains("secret that is shown once");
    assertThat(server.kept("ApiKey").toString()).containsOnlyOnce(key);
    assertThat(server.kept("IdempotentRequest").toString())
        .doesNotContain(made.get("secret").asString());
  }

  @Test
  void neitherTheKeyNorAPasswordInABodyCanBeFoundInTheGraph() {
    server.user("ivo", Role.VIEWER);
    String body =
        "{\"present\": \"%s\", \"fresh\": \"sentence that is new here\"}"
            .formatted(TestServer.PASSWORD);
    assertThat(send("ivo", "PUT", "/api/v1/users/me/password", key, body).statusCode())
        .isEqualTo(200);
    assertThat(server.kept("IdempotentRequest").toString())
        .doesNotContain(key, TestServer.PASSWORD, "sentence that is new");
  }

  /// As it is found when the server died between the effect and the answer.
  @Test
  void whatWasBegunAndNeverAnsweredIsNotCarriedOutAgain() {
    comment(key, "seen");
    TestServer.cypher(
        "MATCH (r:IdempotentRequest) SET r.endedAt = null, r.status = null, r.body = null RETURN properties(r)");
    assertThat(Program.problem(comment(key, "seen"), 409))
        .contains("not known how it ended", "another key");
    assertThat(commented()).isEqualTo(1);
  }

  @Test
  void aQuestionIsAnsweredAnew() {
    String question = "{\"remove\": []}";
    HttpResponse<String> first = send("admin", "POST", "/api/v1/what-if", key, question);
    HttpResponse<String> second = send("admin", "POST", "/api/v1/what-if", key, question);
    assertThat(second.statusCode()).isEqualTo(first.statusCode());
    assertThat(replayed(second)).isFalse();
    assertThat(server.kept("IdempotentRequest")).isEmpty();
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    for (String bad : List.of("with space", "x".repeat(256), "\"")) {
      assertThat(Program.problem(comment(bad, "seen"), 400)).contains("Idempotency-Key");
    }
    assertThat(commented()).isZero();
  }

  @Test
  void everyWriteOfTheDocumentTakesOne() {
    JsonNode document = Program.good(new Program().get("/api/v1/openapi.json"), 200);
    JsonNode comments = document.at("/paths/~1api~1v1~1findings~1{id}~1comments/post");
    assertThat(comments.get("parameters").toString()).contains("Idempotency-Key");
    assertThat(comments.get("responses").propertyNames()).contains("409", "422");
    assertThat(document.at("/paths/~1api~1v1~1what-if/post").toString())
        .doesNotContain("Idempotency-Key");
  }
}
