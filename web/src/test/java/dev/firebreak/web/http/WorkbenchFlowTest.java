package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The basket, what it would lead to, and the way from it to a plan.
class WorkbenchFlowTest {

  private static final String NESTING = "MEMBER_OF ledger/Group/clerks ledger/Group/vendors";
  private static final String RIGHT = "HOLDS vault/Group/night vault/ContainerRight/fin:Retrieve";

  private final TestServer server = TestServer.running();
  private final Browser person = Browser.signedIn();
  private final Program program = new Program();

  @BeforeEach
  void show() {
    server.show(Larkspur.GRAPH);
  }

  private static String in(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String address(Map<String, String> form) {
    return person
        .post("/workbench/basket", form)
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .replace(server.address().toString(), "");
  }

  @Test
  void anEdgeGoesIntoTheBasketFromItsPageAndTheAddressHoldsIt() {
    assertThat(person.get("/nodes?key=ledger/Group/clerks").body())
        .contains("value=\"" + NESTING + "\"");
    assertThat(person.get(Larkspur.SAFE).body()).contains("value=\"" + RIGHT + "\"");
    assertThat(person.get(Larkspur.MARTA + "&tab=access").body())
        .contains("value=\"MEMBER_OF ledger/User/m ledger/Group/clerks\"");
    String one = address(Map.of("remove", NESTING));
    assertThat(one).isEqualTo("/workbench?remove=" + in(NESTING));
    String both = address(Map.of("remove", RIGHT));
    String page = person.get(both).body();
    assertThat(page)
        .contains("What if: 2 removals")
        .contains("Remove AP-Clerks from Vendor Maintenance, in ledger.")
        .contains("No plan can take it away: ");
    assertThat(person.get("/workbench").headers().firstValue("Location").orElseThrow())
        .endsWith(both);
    assertThat(Browser.signedIn().get(both).body()).contains("What if: 2 removals");
    assertThat(
            address(
                Map.of("shown", both.substring(both.indexOf('?') + 1), "out", "remove " + RIGHT)))
        .isEqualTo(one);
    assertThat(address(Map.of("clear", "yes"))).isEqualTo("/workbench");
  }

  @Test
  void theEffectSaysWhatClosesAndWhoReachesLess() {
    String part = person.get("/workbench/effect?remove=" + in(NESTING)).body();
    assertThat(part)
        .contains(
            "1 finding would close, no finding would open, and 1 identity reaches something else.")
        .contains("Marta Okonjo")
        .contains("loses Create vendor");
    assertThat(person.get("/workbench?now=yes&remove=" + in(NESTING)).body())
        .contains("1 finding would close");
    String unknown =
        person.get("/workbench?remove=" + in("MEMBER_OF ledger/User/m ledger/Group/x")).body();
    assertThat(unknown)
        .contains("There is no node with the key ledger/Group/x")
        .contains("Not worked out");
  }

  @Test
  void anAdditionIsTypedByNameAndNoPlanHoldsIt() {
    String options = person.get("/workbench/options?from=okonjo").body();
    assertThat(options).contains("value=\"firebreak/Identity/marta\"").contains("Marta Okonjo");
    String page =
        address(Map.of("typed", "edge", "from", "Tomas Lindqvist", "to", "Release payment run"));
    assertThat(page).isEqualTo("/workbench");
    page =
        address(
            Map.of(
                "typed",
                "edge",
                "from",
                "firebreak/Identity/tomas",
                "to",
                "Release payment run",
                "shown",
                ""));
    assertThat(page).contains("add=" + in("HOLDS ledger/User/t ledger/Entitlement/pay"));
    String query = page.substring(page.indexOf('?') + 1);
    assertThat(person.get(page).body())
        .contains("What if: 1 addition")
        .contains("takes access away and never gives any");
    assertThat(person.get("/workbench/effect?" + query).body()).contains("3 findings would open");
    person.post("/workbench/plan", Map.of("shown", query));
    assertThat(person.get(page).body()).contains("Nothing was planned. A remediation plan takes");
  }

  @Test
  void aCutPlanGoesIntoTheBasket() {
    String goal =
        "goal=part&from=firebreak%2FIdentity%2Fmarta&to=ledger%2FEntitlement%2Fvendor&budget=2&spare=USED";
    assertThat(person.get("/workbench?" + goal).body())
        .contains("/workbench/cut?" + goal.replace("&", "&amp;"));
    String part = person.get("/workbench/cut?" + goal).body();
    assertThat(part)
        .contains("Remove AP-Clerks from Vendor Maintenance")
        .contains("Put this change into the basket")
        .contains("value=\"" + NESTING + "\"");
    assertThat(person.get("/workbench/cut?goal=part&from=nobody-at-all&to=x").body())
        .contains("Nothing in the graph is called nobody-at-all.");
    assertThat(person.get("/workbench/cut?goal=share&share=x").body())
        .contains("by how many per cent");
    String page = address(Map.of("shown", "", "remove", NESTING, "goal", goal));
    assertThat(page).endsWith(goal);
  }

  @Test
  void theBasketBecomesAPlanThatTakesItsEdges() {
    server.empty();
    server
        .directory()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("p1", "ana", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("p2", "ben", "Ben Ito", "1002", "true")));
    server
        .application()
        .load(
            "/Users",
            List.of(
                RunFlowTest.USER.formatted("u1", "acosta", "Ana Costa", "1001", "true"),
                RunFlowTest.USER.formatted("u2", "bito", "Ben Ito", "1002", "true")));
    server
        .application()
        .load(
            "/Groups",
            List.of(
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "g1",
                 "displayName": "Payers", "members": [{"value": "u1"}, {"value": "u2"}]}
                """));
    program.harvest();
    String membership = "MEMBER_OF ledger/User/u1 ledger/Group/g1";
    assertThat(person.get("/workbench?remove=" + in(membership)).body())
        .contains("Remove acosta from Payers, in ledger.")
        .contains("Plan this removal");
    String run =
        person
            .post("/workbench/plan", Map.of("shown", "remove=" + in(membership)))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(run).contains("/remediation/R-");
    assertThat(person.get(run.replace(server.address().toString(), "")).body())
        .contains("Remove acosta from Payers");
    JsonNode planned =
        Program.good(
            program.post(
                "/api/v1/remediations",
                "{\"remove\": [{\"kind\": \"MEMBER_OF\", \"from\": \"ledger/User/u1\", \"to\": \"ledger/Group/g1\"}]}"),
            201);
    assertThat(planned.at("/plan/changes/0/sentence").asString())
        .isEqualTo("Remove acosta from Payers");
  }

  @Test
  void chokePointsAreListedEachWithItsShare() {
    assertThat(person.get("/workbench/choke-points").body())
        .contains("of all reach from")
        .contains("form=\"basket\"");
  }

  @Test
  void theApiPlansEdgesAndRefusesWhatCannotBeTaken() {
    String edge =
        "{\"remove\": [{\"kind\": \"HOLDS\", \"from\": \"vault/Group/night\", \"to\": \"vault/ContainerRight/fin:Retrieve\"}]}";
    assertThat(Program.problem(program.post("/api/v1/remediations", edge), 400))
        .startsWith("1 of 1 cannot be taken away by a plan: HOLDS from vault/Group/night");
    assertThat(
            Program.problem(
                program.post("/api/v1/remediations", "{\"remove\": [{\"kind\": \"LIKES\"}]}"), 400))
        .contains("There is no kind of edge LIKES");
    assertThat(Program.problem(program.post("/api/v1/remediations", "{\"remove\": []}"), 400))
        .contains("at least one edge");
  }
}
