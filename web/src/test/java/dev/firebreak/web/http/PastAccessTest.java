package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The picture as of an instant shows what the history of access says of it, also of accounts that
/// are gone.
class PastAccessTest {

  private static final int PEOPLE = 14;

  private final Program program = new Program();
  private final TestServer server = TestServer.running();

  private void user(int id, String... roles) {
    server
        .application()
        .load(
            "/Users",
            List.of(
                """
                {"id":"p%1$d","userName":"user%1$d","displayName":"User %1$d","active":true,
                 "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"roles":[%2$s]}\
                """
                    .formatted(
                        id,
                        Stream.of(roles)
                            .map("{\"value\":\"%s\"}"::formatted)
                            .collect(Collectors.joining(",")))));
  }

  private void group(int... members) {
    server
        .application()
        .load(
            "/Groups",
            List.of(
                """
                {"id":"g","displayName":"Clerks","schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],
                 "members":[%s]}\
                """
                    .formatted(
                        IntStream.of(members)
                            .mapToObj("{\"value\":\"p%d\"}"::formatted)
                            .collect(Collectors.joining(",")))));
  }

  private Set<String> held(String account, Instant at) {
    JsonNode history =
        Program.good(
            program.get(
                "/api/v1/access-history?identity=%s&from=%s&to=%s"
                    .formatted(account, at, at.plusMillis(1))),
            200);
    return StreamSupport.stream(history.spliterator(), false)
        .map(row -> row.get("access").asString() + " " + row.get("target").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> drawn(String account, Instant at) {
    JsonNode picture =
        Program.good(
            program.get(
                "/api/v1/explore?focus=%s&hops=1&direction=reaches&at=%s".formatted(account, at)),
            200);
    return StreamSupport.stream(picture.get("edges").spliterator(), false)
        .filter(edge -> edge.get("from").asString().equals(account))
        .map(edge -> edge.get("word").asString() + " " + edge.get("to").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whoHeldWhatAtAnInstantIsWhatHistorySays() {
    server.empty();
    SharedNeo4j.clear();
    IntStream.range(0, PEOPLE).forEach(i -> user(i, "clerk"));
    user(1, "clerk", "auditor");
    group(0, 1, 2);
    program.harvest();
    user(0, "clerk", "payer");
    user(1, "clerk");
    group(0, 3);
    program.harvest();
    server.application().remove("/Users", "p0");
    user(1, "clerk", "auditor");
    group(1, 3);
    program.harvest();

    JsonNode now =
        Program.good(program.get("/api/v1/explore?focus=ledger/User/p1&direction=reaches"), 200);
    List<Instant> times =
        StreamSupport.stream(now.get("times").spliterator(), false)
            .map(time -> Instant.parse(time.asString()))
            .toList();
    assertThat(times).hasSizeBetween(3, 4);
    assertThat(now.get("at").isNull()).isTrue();
    int compared = 0;
    for (int person : new int[] {0, 1, 2, 3}) {
      String account = "ledger/User/p" + person;
      for (Instant time : times) {
        for (Instant at : List.of(time, time.plusMillis(1))) {
          Set<String> history = held(account, at);
          if (!history.isEmpty()) {
            assertThat(drawn(account, at)).as("%s at %s", account, at).isEqualTo(history);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(15);
    Instant second = times.get(times.size() - 2);
    assertThat(drawn("ledger/User/p0", second))
        .as("of an account that is gone since")
        .containsExactly(
            "holds ledger/%s/clerk".formatted(role()),
            "holds ledger/%s/payer".formatted(role()),
            "member of ledger/Group/g");
    assertThat(program.get("/api/v1/explore?focus=ledger/User/p0").statusCode()).isEqualTo(404);
    assertThat(Browser.signedIn().get("/explore?focus=ledger/User/p0&at=" + second).body())
        .contains("User 0 reached", "as harvests saw them then", "as of ");
    JsonNode before =
        Program.good(
            program.get(
                "/api/v1/explore?focus=ledger/User/p1&direction=reaches&at="
                    + times.getFirst().minusSeconds(60)),
            200);
    assertThat(before.get("edges")).isEmpty();
    assertThat(before.get("notes").toString()).contains("nothing is known");
  }

  private String role() {
    return held("ledger/User/p1", Instant.now()).stream()
        .filter(line -> line.startsWith("holds"))
        .findFirst()
        .orElseThrow()
        .split("/")[1];
  }
}
