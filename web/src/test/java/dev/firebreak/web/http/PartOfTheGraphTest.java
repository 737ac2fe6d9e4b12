package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import dev.firebreak.web.server.TestServer.Mapping;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.Role;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever sees a part of the graph gets nothing of the rest at any endpoint: no name, no key, no
/// number. What they may not see is as if it were not there.
class PartOfTheGraphTest {

  private static final Path TABLE = Path.of("src/main/resources/access.csv");
  private static final String MARTA = "firebreak/Identity/marta";

  /// What is in the part that sees the source `ledger` alone.
  private static final List<String> SEEN =
      List.of(MARTA, "firebreak/Identity/ben", "ledger/User/m", "ledger/Group/vendors");

  /// What is not: of each kind one.
  private static final List<String> UNSEEN =
      List.of(
          "vault/Container/fin",
          "vault/Group/night",
          "vault/User/m",
          "vault/PrivilegedData/payrun",
          "vault/ContainerRight/fin:Retrieve",
          "hr/User/m",
          "firebreak/Source/vault");

  /// What of the rest can be told by: names, user names and keys.
  private static final List<String> MARKS =
      List.of(
          "Strongroom",
          "Personnel",
          "Night-Batch",
          "FIN-BATCH-PRD",
          "payrun-batch",
          "marta.okonjo",
          "m.okonjo",
          "t.lindqvist",
          "b.left",
          "vault/Container/fin",
          "vault/ContainerRight",
          "vault/PrivilegedData",
          "vault/Group",
          "vault/User",
          "hr/User");

  private final TestServer server = TestServer.running();
  private Browser lena = new Browser();
  private Browser ana = new Browser();

  @BeforeEach
  void oneSeesTheLedgerAndOneSeesAll() {
    server.show(Larkspur.GRAPH);
    lena = limited("sees-ledger", Limits.of(List.of("ledger"), List.of()));
    server.user("ana-sees", Role.VIEWER, Role.ANALYST, Role.REVIEWER, Role.APPROVER);
    ana = Browser.signedIn("ana-sees");
  }

  private Browser limited(String name, Limits limits) {
    server.user(name, Role.VIEWER, Role.ANALYST, Role.REVIEWER, Role.APPROVER);
    server.users().limits(name, limits, "admin");
    return Browser.signedIn(name);
  }

  private record Line(Mapping mapping, boolean forAdmin, String sight) {}

  private static List<Line> table() {
    try {
      List<String> lines = Files.readAllLines(TABLE);
      List<String> head = List.of(lines.getFirst().split(",", -1));
      return lines.stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(cells ->
              new Line(
                  new Mapping(cells[0], cells[1]),
                  cells[2].equals("roles")
                      && List.of("viewer", "analyst", "reviewer", "approver").stream()
                          .noneMatch(role -> cells[head.indexOf(role)].equals("x")),
                  cells[head.indexOf("sight")]))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatTakesAllOfTheGraphIsRefusedWithTheReason() {
    String token = lena.token("/");
    List<String> wrong = new ArrayList<>();
    for (Line line : table()) {
      if (line.forAdmin()) {
        continue;
      }
      HttpResponse<String> answer = ask(lena, line.mapping(), "1", token);
      boolean refused =
          answer.statusCode() == 403
              && answer.body().contains("You see a part of the graph only, and this takes all");
      if (refused != line.sight().equals("all")) {
        wrong.add(line.mapping() + ": " + answer.statusCode());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static HttpResponse<String> ask(
      Browser person, Mapping mapping, String id, String token) {
    var request = person.request(mapping.path().replaceAll("\\{[^}]*}", id).replace("**", "none"));
    if (!mapping.method().equals("GET")) {
      request.header("Content-Type", "multipart/form-data").header("X-CSRF-TOKEN", token);
    }
    return person.send(request.method(mapping.method(), BodyPublishers.noBody()));
  }

  @Test
  void noAnswerHasANameOrAKeyOfTheRest() {
    assertThat(leaking(seenByLena())).isEmpty();
    Map<String, String> whole = new TreeMap<>();
    for (String address :
        List.of(
            "/",
            "/findings",
            "/search?q=a",
            "/explore?focus=" + MARTA,
            "/identities?key=" + MARTA,
            "/identities?tab=access&key=" + MARTA,
            "/api/v1/findings",
            "/api/v1/findings?format=csv",
            "/api/v1/access?format=csv",
            "/api/v1/suggestions?q=a",
            "/api/v1/overview")) {
      look(ana, address, whole);
    }
    assertThat(leaking(whole)).as("the check itself, shown red").hasSameSizeAs(whole.keySet());
  }

  private static List<String> leaking(Map<String, String> bodies) {
    return bodies.entrySet().stream()
        .filter(each -> MARKS.stream().anyMatch(each.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Every GET that is answered, with every key of the part and every finding; pages by their
  /// links, too.
  private Map<String, String> seenByLena() {
    Set<String> ids = findings(ana);
    Map<String, String> bodies = new TreeMap<>();
    for (Line line : table()) {
      String path = line.mapping().path();
      if (!line.mapping().method().equals("GET") || line.sight().equals("all")) {
        continue;
      }
      if (path.contains("{id}")) {
        ids.forEach(id -> look(lena, path.replace("{id}", id), bodies));
      } else if (line.sight().equals("none")) {
        look(lena, path.replace("**", "none"), bodies);
      } else {
        asked(path).forEach(address -> look(lena, address, bodies));
      }
    }
    Crawl.all(lena).forEach(address -> look(lena, address, bodies));
    return bodies;
  }

  private static List<String> asked(String path) {
    List<String> all = new ArrayList<>(List.of(path, path + "?format=csv&q=a"));
    for (String key : SEEN) {
      all.add(path + "?key=" + key + "&focus=" + key + "&identity=" + key + "&q=a");
    }
    all.add(path + "?from=" + MARTA + "&focus=" + MARTA + "&to=ledger/Entitlement/vendor");
    if (path.equals("/identities")) {
      List.of("access", "use", "accounts", "changes", "findings")
          .forEach(tab -> all.add(path + "?key=" + MARTA + "&tab=" + tab));
    }
    return all;
  }

  private static void look(Browser person, String address, Map<String, String> bodies) {
    bodies.put(address, person.get(address).body());
  }

  private static Set<String> findings(Browser person) {
    Set<String> ids = new TreeSet<>();
    Matcher id =
        Pattern.compile("\"id\":\"([A-Z]-[0-9a-f]{12})\"")
            .matcher(person.get("/api/v1/findings?size=500&state=ALL").body());
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  @Test
  void whatIsNotSeenIsAnsweredLikeWhatIsNotThere() {
    for (String path :
        List.of(
            "/nodes?key=",
            "/containers?key=",
            "/identities?key=",
            "/explore?focus=",
            "/explore?focus=" + MARTA + "&to=",
            "/api/v1/nodes?key=",
            "/api/v1/containers?key=",
            "/api/v1/exposure?key=",
            "/api/v1/explore?focus=",
            "/api/v1/access?identity=",
            "/api/v1/creep?identity=",
            "/api/v1/use?identity=",
            "/api/v1/paths?to=ledger/User/m&from=")) {
      for (String key : UNSEEN) {
        String none = key + "-none";
        HttpResponse<String> unseen = lena.get(path + key);
        HttpResponse<String> absent = lena.get(path + none);
        assertThat(unseen.statusCode()).as(path + key).isEqualTo(404);
        assertThat(plain(unseen)).as(path + key).isEqualTo(plain(absent).replace(none, key));
      }
    }
  }

  /// An answer without what is of this request alone.
  private static String plain(HttpResponse<String> answer) {
    return answer.statusCode()
        + answer
            .body()
            .replaceAll("content=\"[^\"]*\" data-header", "")
            .replaceAll("name=\"_csrf\"[^>]*", "");
  }

  @Test
  void aFindingWhoseProofLeavesThePartIsNotThere() {
    Set<String> all = findings(ana);
    Set<String> seen = findings(lena);
    assertThat(seen).isNotEmpty();
    assertThat(all).containsAll(seen).hasSizeGreaterThan(seen.size());
    String token = lena.token("/");
    for (String id : all) {
      boolean is = seen.contains(id);
      assertThat(lena.get("/findings/" + id).statusCode()).isEqualTo(is ? 200 : 404);
      assertThat(lena.get("/api/v1/findings/" + id).statusCode()).isEqualTo(is ? 200 : 404);
      HttpResponse<String> comment =
          lena.send(
              lena.request("/api/v1/findings/" + id + "/comments")
                  .header("Content-Type", "application/json")
                  .header("X-CSRF-TOKEN", token)
                  .POST(BodyPublishers.ofString("{\"text\": \"seen by lena\"}")));
      assertThat(comment.statusCode()).as(comment.body()).isEqualTo(is ? 200 : 404);
      assertThat(ana.get("/findings/" + id).body().contains("seen by lena")).isEqualTo(is);
    }
    assertThat(lena.get("/api/v1/findings/T-000000000000").statusCode()).isEqualTo(404);
    assertThat(lena.get("/findings").body()).contains("Ben Left").doesNotContain("Night-Batch");
  }

  @Test
  void whatOthersWroteIsNotTold() {
    String id = findings(lena).iterator().next();
    ana.post("/findings/" + id + "/comments", Map.of("text", "see FIN-BATCH-PRD"), ana.token("/"));
    lena.post("/findings/" + id + "/comments", Map.of("text", "mine alone"), lena.token("/"));
    assertThat(ana.get("/findings/" + id).body()).contains("see FIN-BATCH-PRD", "mine alone");
    assertThat(lena.get("/findings/" + id).body())
        .contains("mine alone", "Comment by ana-sees")
        .doesNotContain("FIN-BATCH-PRD");
  }

  @Test
  void noNumberCountsTheRest() {
    Map<String, String> before = numbers();
    StringBuilder more = new StringBuilder(Larkspur.GRAPH);
    for (int i = 0; i < 9; i++) {
      more.append("account vault/User/x%d name=x%d active\n".formatted(i, i));
      more.append(
          "identity x%d name=\"Extra %d\" kind=PERSON department=Finance\n".formatted(i, i));
      more.append("x%d -OWNS-> vault/User/x%d rule=\"r\"\n".formatted(i, i));
      more.append("vault/User/x%d -MEMBER_OF-> vault/Group/night source=vault\n".formatted(i));
    }
    more.append("safe vault/Container/two name=TWO sensitivity=99 crown\n");
    more.append("vault/ContainerRight/fin:Retrieve -OPENS-> vault/Container/two source=vault\n");
    server.show(more.toString());
    assertThat(ana.get("/api/v1/nodes?key=ledger/User/batch").body()).contains("Extra 3");
    assertThat(numbers()).isEqualTo(before);
  }

  private Map<String, String> numbers() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String address :
        List.of(
            "/api/v1/overview",
            "/api/v1/findings?state=ALL",
            "/api/v1/findings?format=csv",
            "/api/v1/access?format=csv",
            "/api/v1/search?q=a",
            "/api/v1/suggestions?q=a",
            "/api/v1/creep",
            "/api/v1/drift-debt",
            "/api/v1/identities?key=" + MARTA,
            "/api/v1/nodes?key=ledger/User/batch",
            "/api/v1/exposure?key=ledger/Entitlement/pay",
            "/api/v1/explore?direction=both&focus=" + MARTA,
            "/findings",
            "/")) {
      all.put(
          address,
          plain(lena.get(address))
              .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]*Z", "TIME")
              .replaceAll("(title|datetime)=\"[^\"]*\"", "")
              .replaceAll("\\d+:\\d\\d|\\d+ (?:s|min|second)\\w*|just now|\\bnow\\b", "WHEN")
              .replaceAll("\"lastRun\":\"\\d+\"", ""));
    }
    return all;
  }

  @Test
  void twoPeopleWithDifferentLimitsSeeDifferentThings() {
    Browser vera = limited("sees-vault", Limits.of(List.of("vault"), List.of()));
    Browser finn = limited("sees-sales", Limits.of(List.of(), List.of("Sales")));
    assertThat(vera.get("/api/v1/containers?key=vault/Container/fin").statusCode()).isEqualTo(200);
    assertThat(vera.get("/api/v1/nodes?key=ledger/Group/vendors").statusCode()).isEqualTo(404);
    assertThat(lena.get("/api/v1/nodes?key=ledger/Group/vendors").statusCode()).isEqualTo(200);
    assertThat(finn.get("/api/v1/identities?key=firebreak/Identity/ben").statusCode())
        .isEqualTo(200);
    assertThat(finn.get("/api/v1/identities?key=" + MARTA).statusCode()).isEqualTo(404);
    assertThat(finn.get("/api/v1/nodes?key=ledger/Group/vendors").body())
        .as("a group is seen, its members of other departments are not")
        .contains("Vendor Maintenance")
        .doesNotContain("tlindqvist");
    assertThat(finn.get("/api/v1/search?q=okonjo").body()).contains("\"found\":0");
  }

  @Test
  void aKeySeesNoMoreThanItsOwnerAndALimitCountsAtOnce() {
    String secret =
        Program.good(
                lena.send(
                    lena.request("/api/v1/api-keys")
                        .header("Content-Type", "application/json")
                        .header("X-CSRF-TOKEN", lena.token("/"))
                        .POST(
                            BodyPublishers.ofString(
                                "{\"label\": \"reports\", \"scopes\": [\"read\"], \"days\": 1}"))),
                201)
            .get("secret")
            .asString();
    assertThat(byKey(secret, "/api/v1/nodes?key=vault/Group/night")).isEqualTo(404);
    assertThat(byKey(secret, "/api/v1/nodes?key=ledger/Group/vendors")).isEqualTo(200);
    assertThat(byKey(secret, "/api/v1/evidence")).isEqualTo(403);
    server.users().limits("sees-ledger", Limits.NONE, "admin");
    assertThat(byKey(secret, "/api/v1/nodes?key=vault/Group/night")).isEqualTo(200);
  }

  private static int byKey(String secret, String path) {
    Browser program = new Browser();
    return program
        .send(program.request(path).header("Authorization", "Bearer " + secret))
        .statusCode();
  }
}
