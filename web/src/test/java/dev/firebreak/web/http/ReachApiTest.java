package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a group leads to, and all the shortest ways to something.
class ReachApiTest {

  private static final Program program = new Program();

  @BeforeAll
  static void show() {
    TestServer.running()
        .show(
            Larkspur.GRAPH
                + """
                group ledger/Group/second name=Second
                ledger/User/m -MEMBER_OF-> ledger/Group/second source=ledger via=ledger/Group/second attribute=members
                ledger/Group/second -MEMBER_OF-> ledger/Group/vendors source=ledger via=ledger/Group/vendors attribute=members
                """);
  }

  @Test
  void aGroupHasABlastRadiusByTheApiAndOnItsPage() {
    JsonNode night = Program.good(program.get("/api/v1/nodes?key=vault/Group/night"), 200);
    assertThat(night.at("/reach/count").asInt()).isEqualTo(4);
    assertThat(night.at("/reach/weighted").asInt()).isEqualTo(200);
    assertThat(night.at("/crownJewels/0/node/name").asString()).isEqualTo("Release payment run");
    JsonNode account = Program.good(program.get("/api/v1/nodes?key=vault/User/m"), 200);
    assertThat(account.get("reach").isNull()).isTrue();
    assertThat(Browser.signedIn().get("/nodes?key=vault/Group/night").body())
        .contains("Leads to 4 resources in up to 5 hops", "weighted 200", "Release payment run");
  }

  @Test
  void allShortestPathsAreCountedAndSomeOfThemListed() {
    String ways = "/api/v1/paths?from=firebreak/Identity/marta&to=ledger/Entitlement/vendor";
    JsonNode all = Program.good(program.get(ways), 200);
    assertThat(all.get("total").asInt()).isEqualTo(2);
    assertThat(all.get("paths")).hasSize(2);
    assertThat(all.at("/paths/0/stops/0/name").asString()).isEqualTo("Marta Okonjo");
    JsonNode one = Program.good(program.get(ways + "&most=1"), 200);
    assertThat(one.get("total").asInt()).isEqualTo(2);
    assertThat(one.get("paths")).hasSize(1);
    assertThat(
            Program.good(
                    program.get(
                        "/api/v1/paths?from=firebreak/Identity/tomas&to=ledger/Entitlement/pay"),
                    200)
                .get("total")
                .asInt())
        .isZero();
    assertThat(Program.problem(program.get(ways + "&most=0"), 400)).contains("1 to 1000");
    assertThat(Program.problem(program.get(ways + "x"), 404)).contains("vendorx");
  }
}
