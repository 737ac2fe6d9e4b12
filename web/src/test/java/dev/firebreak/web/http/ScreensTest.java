package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the screens say of a small organisation.
class ScreensTest {

  private final Browser person = Browser.signedIn();

  @BeforeEach
  void show() {
    TestServer.running().show(Larkspur.GRAPH);
  }

  @Test
  void anEmptyInstallationSaysWhatToDoNext() {
    TestServer.running().empty();
    String page = page("/");
    assertThat(page)
        .contains("What to do next")
        .contains("2 sources are connected, and nothing has been harvested yet.")
        .contains("./firebreak demo");
    assertThat(page("/findings")).contains("No analysis has run yet");
    assertThat(page("/remediation")).contains("No fix has been planned yet.");
    assertThat(page("/sources")).contains("Never harvested").contains("Personnel");
  }

  @Test
  void theOverviewAnswersInASentenceAndRanksWhatToLookAt() {
    String page = page("/");
    assertThat(page).containsPattern("<h1>[0-9]+ critical");
    assertThat(page).contains("This is the first analysis.");
    assertThat(page).contains("Release payment run").contains("Marta Okonjo");
    assertThat(page).contains("1 of 1").contains("the most exposed to 1 identity");
  }

  @Test
  void aSecondAnalysisDrawsTheTrendWithItsTable() {
    assertThat(page("/")).doesNotContain("by analysis</h2>");
    person.post("/analyses", Map.of());
    assertThat(page("/"))
        .contains("Nothing changed since the analysis before.")
        .containsPattern("aria-label=\"Weighted exposure over 2 analyses: from [0-9,]+ to [0-9,]+\"")
        .contains("The same as a table");
  }

  @Test
  void aFindingTellsAndDrawsHowAndWhatWouldChange() {
    String page = page("/findings/" + toxic());
    assertThat(page)
        .contains("Marta Okonjo can create vendor")
        .contains("rule AP-03 Vendor and payment")
        .contains("SOX ITGC")
        .contains("aria-label=\"Access path to Release payment run\"")
        .contains("signs in as")
        .contains("What changes if you fix it")
        .contains("Nothing is sent before a dry run and an approval.")
        .contains("Opened by analysis 1");
    assertThat(page)
        .containsPattern("edge is-cut[^>]*><span>member of<span class=\"hidden-label\">");
    assertThat(page).containsPattern("<h1>[^<]*<").contains("Plan this change");
  }

  @Test
  void theListNarrowsByItsAddressAndCountsWhatItWouldShow() {
    String all = page("/findings");
    assertThat(all).contains("AP-03").contains("Ben Left");
    String leavers = page("/findings?kind=LEAVER");
    assertThat(leavers).contains("Ben Left").doesNotContain(">AP-03<");
    assertThat(leavers).contains("value=\"LEAVER\" checked=\"checked\"");
    assertThat(leavers).contains("/api/v1/findings?format=csv&amp;state=OPEN&amp;kind=LEAVER");
    assertThat(page("/findings?q=nothing-like-it")).contains("No finding matches.");
    assertThat(page("/findings?source=vault")).contains("AP-03").doesNotContain("Ben Left");
  }

  @Test
  void anAddressThatMakesNoSenseSaysWhatWould() {
    var answer = person.get("/findings?severity=HORRIBLE");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("There is no severity &#39;HORRIBLE&#39;. Use one of CRITICAL, HIGH");
    assertThat(person.get("/findings/T-00000000").statusCode()).isEqualTo(404);
    assertThat(person.get("/identities?key=nobody").body())
        .contains("There is no identity with the key nobody in the graph.");
    assertThat(person.get("/no-such-page").body()).contains("There is nothing at this address.");
  }

  @Test
  void anIdentityShowsAccountsReachAndWhoGivesIt() {
    String page = page(Larkspur.MARTA);
    assertThat(page)
        .contains("AP clerk, Finance")
        .contains("Tomas Lindqvist")
        .contains("externalId = employeeNumber")
        .contains("Who gives this reach")
        .contains("Crown jewels in reach")
        .contains("class=\"link-hot\"")
        .contains("Blast radius of Marta Okonjo in ");
    assertThat(page).as("a vault that does not say stays unknown").contains("Unknown");
  }

  @Test
  void aPersonWithoutReachHasAPageToo() {
    assertThat(page("/identities?key=firebreak/Identity/tomas"))
        .contains("Reaches 1 resource in up to 3 hops")
        .contains("1 person reports here");
  }

  @Test
  void aSafeShowsWhoOpensItAndThatListingIsNoReach() {
    String page = page(Larkspur.SAFE);
    assertThat(page)
        .contains("FIN-BATCH-PRD: 1 identity can open it")
        .contains("payrun-batch")
        .contains("svc-payrun")
        .contains("through the group")
        .contains("a right to list is not reach");
  }

  @Test
  void everyNodeHasAPage() {
    for (String key :
        new String[] {
          "ledger/User/m",
          "ledger/Group/clerks",
          "ledger/Entitlement/pay",
          "ledger/Entitlement/idle",
          "vault/PrivilegedData/payrun",
          "vault/ContainerRight/fin:Retrieve"
        }) {
      assertThat(page("/nodes?key=" + key)).contains("What leads here");
    }
    assertThat(page("/nodes?key=ledger/Entitlement/idle")).contains("Nobody reaches it");
    assertThat(page("/nodes?key=vault/User/m")).contains("unknown: its source does not say");
  }

  @Test
  void searchFindsByPartsOfNamesWithoutAccents() {
    assertThat(page("/search?q=okonjo")).contains("nodes match “okonjo”").contains("mokonjo");
    assertThat(page("/search?q=fin-batch&kind=CONTAINER")).contains("FIN-BATCH-PRD");
    assertThat(page("/search?q=LINDQVÍST")).contains("Tomas Lindqvist");
    assertThat(page("/search?q=zzz")).contains("Nothing is called anything like");
    assertThat(page("/search")).contains("Whom or what are you looking for?");
  }

  @Test
  void sourcesSayHowTheirAccountsWereJoined() {
    assertThat(page("/sources"))
        .contains("externalId = employeeNumber")
        .contains("joined to nobody")
        .doesNotContain("test-token");
  }

  @Test
  void evidenceCanBeCheckedFromTheScreen() {
    var answer = person.post("/evidence/verify", Map.of());
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/evidence");
    assertThat(page("/evidence")).contains("Intact: ").contains("./firebreak verify-evidence ");
  }

  private String toxic() {
    Matcher link = Pattern.compile("/findings/(T-[0-9a-f]+)").matcher(page("/findings?kind=TOXIC"));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private String page(String path) {
    var answer = person.get(path.replace(" ", "+").replace("Í", "%C3%8D"));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }
}
