package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/// What the sources page shows of harvests that are not to be believed and of resources that cannot
/// be used, and what becomes of them by one click.
class QuarantineFlowTest {

  private final Browser person = Browser.signedIn();
  private final TestServer server = TestServer.running();

  @Test
  void aDropIsAFindingUntilItIsAcceptedAndHistoryKnowsWhoHadWhat() {
    server.empty();
    SharedNeo4j.clear();
    for (int i = 0; i < 10; i++) {
      load(
          """
          {"id":"p%1$d","userName":"user%1$d","displayName":"User %1$d","externalId":"%1$d","active":true,
           "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
           "roles":[{"value":"clerk"}]}\
          """
              .formatted(i));
    }
    harvest();
    assertThat(person.get("/sources").body())
        .contains("All 2 sources are complete.")
        .contains("Unchanged")
        .doesNotContain("Accept the drop");
    int before = server.application().count("/Users");
    IntStream.range(2, 10).forEach(i -> server.application().remove("/Users", "p" + i));
    harvest();

    String sources = person.get("/sources").body();
    assertThat(sources)
        .contains("1 of 2 sources are complete.")
        .contains("Quarantined")
        .contains("/Users gave %d where %d came before".formatted(before - 8, before))
        .contains("Accept the drop");
    String finding =
        group(person.get("/findings?kind=QUARANTINE").body(), "/findings/(Q-[0-9a-f]+)");
    assertThat(person.get("/findings/" + finding).body())
        .contains("The last harvest of Ledger lacks too much to be believed")
        .contains("accept the drop on the sources page");
    String all = person.get("/api/v1/access-history?format=csv").body();
    assertThat(all.lines())
        .first()
        .isEqualTo(
            "identity,identity_name,principal,principal_name,access,target,target_name,source,"
                + "stated_by,granted_at,first_seen_at,source_says_since,removed_at");
    assertThat(all.lines().filter(line -> line.contains(",User ")))
        .hasSize(20)
        .as("nothing has ended")
        .allMatch(line -> line.endsWith(",,"));

    String stamp = group(sources, "name=\"stamp\" value=\"([^\"]+)\"").replace("&#39;", "'");
    HttpResponse<String> refused =
        person.post("/sources/accept-drop", Map.of("source", "ledger", "stamp", "another"));
    assertThat(refused.statusCode()).isEqualTo(302);
    until("/api/v1/jobs/latest", body -> body.contains("\"state\":\"FAILED\""));
    assertThat(person.get("/sources").body()).contains("is not in quarantine any more");
    person.post("/sources/accept-drop", Map.of("source", "ledger", "stamp", stamp));
    until("/api/v1/jobs/latest", body -> body.contains("\"state\":\"DONE\""));

    assertThat(person.get("/sources").body())
        .contains("All 2 sources are complete.")
        .contains("the drop was accepted, 8 nodes and 8 edges went")
        .contains("Drop accepted");
    assertThat(person.get("/evidence").body())
        .contains("admin believes what is missing from the harvest " + stamp + " of ledger.");
    assertThat(person.get("/findings?state=RESOLVED").body()).contains(finding);
    String history = person.get("/api/v1/access-history?identity=ledger/User/p7").body();
    assertThat(history)
        .contains("\"principal_name\":\"User 7\"")
        .contains("\"target_name\":\"clerk\"")
        .contains("\"granted_at\":\"\"")
        .containsPattern("\"removed_at\":\"20[0-9-]+T[0-9:.]+Z\"");
    assertThat(
            person
                .get("/api/v1/access-history?from=2000-01-01&to=2000-02-01&format=csv")
                .body()
                .lines())
        .as("before anything was seen")
        .hasSize(1);
    assertThat(person.get("/api/v1/access-history?from=yesterday").body())
        .contains("'yesterday' is no time. Use 2026-11-22 or 2026-11-22T08:00:00Z.");
    assertThat(person.get("/api/v1/access-history?from=2026-02-01&to=2026-01-01").statusCode())
        .isEqualTo(400);
    IntStream.range(0, 2).forEach(i -> server.application().remove("/Users", "p" + i));
  }

  @Test
  void whatCannotBeUsedIsCountedAndListedWithWhereItsTroubleIs() {
    server.show(Larkspur.GRAPH);
    assertThat(person.get("/sources").body()).doesNotContain("cannot be used");
    assertThat(person.get("/api/v1/sources/ledger/rejected").body()).isEqualTo("[]");
    try (var driver = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
        var session = driver.session()) {
      session
          .run(
              """
              UNWIND range(1, 25) AS i
              CREATE (:RejectedResource {key: 'k' + i, source: 'ledger', endpoint: '/Users',
                resource: CASE WHEN i > 1 THEN 'u' + i END, reason: 'User <b>' + i + '</b> has no id',
                pointer: '/id', firstSeen: datetime('2026-03-01T00:00:00Z'),
                lastSeen: datetime('2026-03-02T00:00:00Z'), tries: i, stamp: 's'})
              """)
          .consume();
    }
    assertThat(person.get("/sources").body())
        .contains("25 resources cannot be used; the graph keeps what it had")
        .contains("User &lt;b&gt;25&lt;/b&gt; has no id")
        .contains("The first 20; all of them at /api/v1/sources/ledger/rejected");
    assertThat(person.get("/api/v1/sources/ledger/rejected").body())
        .startsWith("[{\"endpoint\":\"/Users\",\"id\":\"u25\"")
        .contains("\"pointer\":\"/id\"")
        .contains("\"tries\":25")
        .contains("\"id\":null");
    assertThat(person.get("/api/v1/sources/nobody/rejected").statusCode()).isEqualTo(404);
    assertThat(person.get("/api/v1/sources/ledger/rejected?limit=0").statusCode()).isEqualTo(400);
  }

  private void load(String user) {
    server.application().load("/Users", java.util.List.of(user));
    server.directory().load("/Users", java.util.List.of(user));
  }

  private void harvest() {
    assertThat(person.post("/sources/harvest", Map.of()).statusCode()).isEqualTo(302);
    until("/api/v1/jobs/latest", body -> !body.contains("\"state\":\"RUNNING\""));
  }

  private void until(String path, Predicate<String> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    String body = person.get(path).body();
    while (!wanted.test(body)) {
      assertThat(Instant.now()).as("%s still says %s", path, body).isBefore(deadline);
      Thread.onSpinWait();
      body = person.get(path).body();
    }
  }

  private static String group(String body, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    assertThat(matcher.find()).as(pattern + " in " + body).isTrue();
    return matcher.group(1);
  }
}
