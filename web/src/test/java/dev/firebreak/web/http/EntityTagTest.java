package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Versions of what the API tells, and writes that say which one they were decided upon.
class EntityTagTest {

  private static final String BEN = "firebreak/Identity/ben";

  private final TestServer server = TestServer.running();
  private final Program program = new Program();
  private final Browser client = new Browser();

  @BeforeEach
  void show() {
    server.show(Larkspur.GRAPH);
    server.user("tag-ana", Role.ANALYST, Role.APPROVER);
    server.user("tag-lena", Role.ANALYST);
    server.analysts("ana", "ben");
    server.users().limits("tag-lena", Limits.of(List.of("ledger"), List.of()), "admin");
  }

  private HttpRequest.Builder as(String name, String path) {
    String password = name.equals("admin") ? server.password() : TestServer.PASSWORD;
    return client.request(path).header("Authorization", SignInTest.basic(name, password));
  }

  private HttpResponse<String> get(String name, String path) {
    return client.send(as(name, path).GET());
  }

  private HttpResponse<String> unless(String name, String path, String tag) {
    return client.send(as(name, path).header("If-None-Match", tag).GET());
  }

  private String tag(String name, String path) {
    HttpResponse<String> answer = get(name, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> write(
      String name, String method, String path, String tag, String body) {
    return client.send(
        as(name, path)
            .header("If-Match", tag)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private String finding(String query) {
    return Program.good(get("admin", "/api/v1/findings?" + query), 200)
        .at("/findings/0/id")
        .asString();
  }

  /// A finding that Lena is told of in the words of her part.
  private String shared() {
    return Program.good(get("tag-lena", "/api/v1/findings"), 200).at("/findings/0/id").asString();
  }

  private static String problem(HttpResponse<String> answer) {
    return Program.problem(answer, 412);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/me",
        "/users/tag-ana",
        "/users",
        "/sources",
        "/overview",
        "/sod/rulesets",
        "/nodes?key=ledger/Group/vendors",
        "/identities?key=" + BEN,
        "/api-keys",
        "/findings?kind=LEAVER"
      })
  void whatIsKnownAlreadyIsNotSentAgain(String path) {
    String address = "/api/v1" + path;
    String tag = tag("admin", address);
    HttpResponse<String> again = unless("admin", address, tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);
    assertThat(unless("admin", address, "\"another\"").statusCode()).isEqualTo(200);
  }

  @Test
  void everyAnswerThatTheDocumentSaysHasOneHasOneAndFilesAreSentAsTheyAreMade() {
    JsonNode paths = Program.good(get("admin", "/api/v1/openapi.json"), 200).get("paths");
    List<String> tagged = new ArrayList<>();
    paths
        .properties()
        .forEach(path -> {
          JsonNode read = path.getValue().path("get");
          boolean open =
              !path.getKey().contains("{")
                  && read.path("parameters")
                      .valueStream()
                      .noneMatch(each -> each.path("required").asBoolean(false));
          if (open && read.at("/responses/304").isObject()) {
            HttpResponse<String> answer = get("admin", path.getKey());
            if (answer.statusCode() == 200) {
              assertThat(answer.headers().firstValue("ETag")).as(path.getKey()).isPresent();
              tagged.add(path.getKey());
            }
          }
        });
    assertThat(tagged).hasSizeGreaterThan(15);
    for (String file : List.of("/access", "/findings?format=csv", "/use?format=csv")) {
      assertThat(get("admin", "/api/v1" + file).headers().firstValue("ETag")).as(file).isEmpty();
    }
  }

  @Test
  void ofTwoWhoSawTheSameFindingTheSecondIsToldToLookAgain() {
    String address = "/api/v1/findings/" + finding("kind=LEAVER");
    String seen = tag("admin", address);
    Program.good(
        write("admin", "POST", address + "/assignee", seen, "{\"assignee\": \"ana\"}"), 200);
    HttpResponse<String> late =
        write("tag-ana", "POST", address + "/assignee", seen, "{\"assignee\": \"ben\"}");
    assertThat(problem(late)).contains("another version by now", "Nothing was done. Read it again");
    assertThat(problem(write("tag-ana", "POST", address + "/comments", seen, "{\"text\": \"x\"}")))
        .contains("Nothing was done");
    assertThat(Program.good(get("admin", address), 200).at("/finding/assignee").asString())
        .isEqualTo("ana");
    String now = tag("tag-ana", address);
    assertThat(now).isNotEqualTo(seen);
    Program.good(
        write(
            "tag-ana",
            "POST",
            address + "/acceptance",
            "\"one\", " + now,
            "{\"until\": \"2099-01-31\", \"reason\": \"known\"}".replace("2099", year())),
        200);
    Program.good(write("tag-ana", "POST", address + "/comments", "*", "{\"text\": \"any\"}"), 200);
    for (String none : List.of("W/" + tag("admin", address), "nonsense")) {
      problem(write("tag-ana", "POST", address + "/comments", none, "{\"text\": \"y\"}"));
    }
    Program.good(program.post(address + "/comments", "{\"text\": \"without\"}"), 200);
  }

  private static String year() {
    return Integer.toString(
        java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusMonths(10).getYear());
  }

  @Test
  void ofManyAtOnceWithOneVersionOneIsCarriedOut() throws InterruptedException, ExecutionException {
    String address = "/api/v1/findings/" + finding("kind=LEAVER");
    String seen = tag("admin", address);
    List<Callable<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      server.analysts("worker-" + i);
      String body = "{\"assignee\": \"worker-" + i + "\"}";
      writes.add(() -> write("admin", "POST", address + "/assignee", seen, body).statusCode());
    }
    List<Integer> answers = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> each : pool.invokeAll(writes)) {
        answers.add(each.get());
      }
    }
    assertThat(answers.stream().collect(Collectors.groupingBy(x -> x, Collectors.counting())))
        .isEqualTo(Map.of(200, 1L, 412, 11L));
  }

  @Test
  void usersWebhooksAndViewsAreChangedAsTheyWereSeenOrNotAtAll() {
    String user = "/api/v1/users/tag-ana";
    String seen = tag("admin", user);
    Program.good(write("admin", "PUT", user + "/roles", seen, "{\"roles\": [\"analyst\"]}"), 200);
    problem(write("admin", "PUT", user + "/roles", seen, "{\"roles\": [\"viewer\"]}"));
    problem(write("admin", "PUT", user + "/active", seen, "{\"active\": false}"));
    problem(write("admin", "DELETE", user, seen, ""));
    assertThat(get("admin", user).body()).contains("[\"analyst\"]", "\"active\":true");

    String hook =
        "/api/v1/webhooks/"
            + Program.good(
                    program.post(
                        "/api/v1/webhooks",
                        "{\"url\": \"https://a.example/x\", \"events\": [\"run.started\"], \"active\": false}"),
                    201)
                .at("/webhook/id")
                .asString();
    String before = tag("admin", hook);
    Program.good(write("admin", "PATCH", hook, before, "{\"severity\": \"HIGH\"}"), 200);
    problem(write("admin", "PATCH", hook, before, "{\"severity\": \"LOW\"}"));
    problem(write("admin", "DELETE", hook, before, ""));
    assertThat(write("admin", "DELETE", hook, tag("admin", hook), "").statusCode()).isEqualTo(204);

    String view =
        "/api/v1/finding-views/"
            + Program.good(
                    program.post(
                        "/api/v1/finding-views",
                        "{\"name\": \"Tagged\", \"query\": \"state=ALL\"}"),
                    200)
                .get("id")
                .asString();
    String first = tag("admin", view);
    Program.good(write("admin", "POST", view + "/sharing", first, "{\"shared\": true}"), 200);
    problem(write("admin", "DELETE", view, first, ""));
    Program.good(write("admin", "DELETE", view, tag("admin", view), ""), 200);
  }

  @Test
  void whoeverSeesAPartHasOtherVersionsThanWhoeverSeesAll() {
    String address = "/api/v1/findings/" + shared();
    Program.good(
        write("tag-ana", "POST", address + "/comments", "*", "{\"text\": \"see the vault\"}"), 200);
    assertThat(get("tag-lena", address).body()).doesNotContain("see the vault");
    for (String path : List.of("/api/v1/findings", "/api/v1/overview", address)) {
      String whole = tag("tag-ana", path);
      assertThat(tag("tag-lena", path)).as(path).isNotEqualTo(whole);
      assertThat(unless("tag-lena", path, whole).statusCode()).as(path).isEqualTo(200);
    }
    problem(
        write(
            "tag-lena",
            "POST",
            address + "/comments",
            tag("tag-ana", address),
            "{\"text\": \"x\"}"));
    Program.good(
        write(
            "tag-lena",
            "POST",
            address + "/comments",
            tag("tag-lena", address),
            "{\"text\": \"mine\"}"),
        200);
    String part = tag("tag-lena", "/api/v1/findings");
    server.users().limits("tag-lena", Limits.NONE, "admin");
    assertThat(unless("tag-lena", "/api/v1/findings", part).statusCode()).isEqualTo(200);
  }
}
