package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Which findings the page and the answer of an identity list.
class IdentityFindingsTest {

  private static final String TOMAS = "key=firebreak/Identity/tomas";

  @Test
  void whatIsFoundOnAGroupIsListedForEachOfItsMembersAsTheirRiskCountsIt() {
    TestServer.running()
        .show(
            Larkspur.GRAPH + "ledger/Group/vendors -HOLDS-> ledger/Entitlement/pay source=ledger");

    JsonNode tomas = Program.good(new Program().get("/api/v1/identities?" + TOMAS), 200);
    JsonNode found = tomas.get("findings");
    assertThat(found.findValuesAsString("kind"))
        .as("with the kind of each subject")
        .contains("TOXIC", "OUTSIDE_VAULT", "STANDING_PRIVILEGE");
    assertThat(tomas.at("/risk/contributions")).hasSize(2 + found.size());
    assertThat(found.get(0).get("story").asString()).startsWith("Members of Vendor Maintenance");
    String id = found.get(0).get("id").asString();
    assertThat(Browser.signedIn().get("/identities?tab=findings&" + TOMAS).body()).contains(id);
  }
}
