package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        .contains("2 sources are named in the configuration, and nothing has been harvested yet.")
        .contains("Harvest these 2 sources and analyse")
        .contains("./firebreak demo");
    assertThat(page("/findings"))
        .contains("No analysis has run yet")
        .contains("Go to the sources")
        .doesNotContain(">Analyse now<");
    assertThat(page("/search")).contains("No identity yet").contains("Go to the sources");
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
        .containsPattern(
            "aria-label=\"Weighted exposure over 2 analyses: from [0-9,]+ to [0-9,]+\"")
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
    assertThat(all).containsPattern("All <span class=\"note\">[0-9]+</span>");
    String leavers = page("/findings?kind=LEAVER");
    assertThat(leavers).contains("Ben Left").doesNotContain(">AP-03<");
    assertThat(leavers).contains("value=\"LEAVER\" checked=\"checked\"");
    assertThat(leavers).contains("/api/v1/findings?state=OPEN&amp;kind=LEAVER&amp;format=csv");
    assertThat(page("/findings?q=nothing-like-it")).contains("No finding matches.");
    assertThat(page("/findings?source=vault")).contains("AP-03").doesNotContain("Ben Left");
  }

  @Test
  void anAddressThatMakesNoSenseSaysWhatWould() {
    var answer = person.get("/findings?severity=HORRIBLE");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("There is no severity &#39;HORRIBLE&#39;. Use one of CRITICAL, HIGH");
    var unknown = person.get("/findings?source=nope");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("There is no source &#39;nope&#39;. Use one of ");
    var word = person.get("/findings?page=abc");
    assertThat(word.statusCode()).isEqualTo(400);
    assertThat(word.body()).contains("page must be a whole number, not &#39;abc&#39;.");
    assertThat(person.get("/api/v1/analyses?limit=abc").body())
        .contains("limit must be a whole number, not 'abc'.");
    try (Logged log = Logged.everything()) {
      assertThat(person.get("/harvests").statusCode()).isEqualTo(404);
      assertThat(person.get("/api/v1/harvests").statusCode()).isEqualTo(405);
      assertThat(log.lines()).noneMatch(line -> line.contains("springframework"));
    }
    var odd = person.get("/sources/..%2f");
    assertThat(odd.statusCode()).isEqualTo(400);
    assertThat(odd.body()).contains("The request cannot be meant as it was sent.");
    assertThat(person.get("/findings/T-00000000").statusCode()).isEqualTo(404);
    assertThat(person.get("/identities?key=nobody").body())
        .contains("There is no identity with the key nobody in the graph.");
    assertThat(person.get("/no-such-page").body()).contains("There is nothing at this address.");
  }

  @Test
  void anIdentityShowsItsReachAndWhoGivesIt() {
    String page = page(Larkspur.MARTA);
    assertThat(page)
        .contains("AP clerk, Finance")
        .contains("Tomas Lindqvist")
        .contains("Who gives this reach")
        .contains("Crown jewels in reach")
        .contains("class=\"link-hot\"")
        .contains("Blast radius of Marta Okonjo in ")
        .doesNotContain("Joined by")
        .doesNotContain("Effective access");
  }

  @Test
  void thePictureNamesCrownJewelsAndContributorsAndLeadsToEveryNode() {
    String page = page(Larkspur.MARTA);
    assertThat(page)
        .containsPattern("halo strong crown[^>]*><title>Entitlement: Release payment run");
    assertThat(page).containsPattern("<a class=\"kind entitlement\" href=\"/nodes\\?key=ledger");
    assertThat(page)
        .contains("name of a crown jewel")
        .contains("path of an open finding")
        .contains("Privileged account 1");
  }

  @Test
  void theTotalsOfAnIdentitySayWhatTheyCount() {
    assertThat(page(Larkspur.MARTA))
        .contains(
            "Reach counts resources: 4 entitlements, 1 safe and 1 privileged account, 6 in all."
                + " With the 4 accounts and 3 groups on the way the picture has 13 nodes."
                + " Access counts what is held on the way, 4 entitlements and 3 groups: 7.")
        .contains("Resources by kind and distance");
  }

  @Test
  void theAccountsOfAnIdentitySayWhyTheyAreItsOwn() {
    assertThat(page(Larkspur.MARTA + "&tab=accounts"))
        .contains("externalId = employeeNumber")
        .as("a vault that does not say stays unknown")
        .contains("Unknown");
    assertThat(page(Larkspur.MARTA + "&tab=findings")).contains("Marta Okonjo can create vendor");
  }

  @Test
  void accessIsShownInPagesAndNarrowedByName() {
    String wide =
        Larkspur.GRAPH
            + IntStream.range(0, 60)
                .mapToObj(i ->
                    """
                    entitlement ledger/Entitlement/wide-%1$d name="Wide %1$d"
                    ledger/Group/clerks -HOLDS-> ledger/Entitlement/wide-%1$d source=ledger
                    """
                        .formatted(i))
                .collect(Collectors.joining());
    TestServer.running().show(wide);
    String access = Larkspur.MARTA + "&tab=access";
    assertThat(page(access)).contains("1–25 of 67").contains("Page 1 of 3").contains("Show all 67");
    assertThat(page(access + "&page=3")).contains("51–67 of 67");
    assertThat(page(access + "&page=99")).contains("51–67 of 67");
    assertThat(page(access + "&rows=all")).contains("1–67 of 67").contains("Show 25 at a time");
    assertThat(page(access + "&filter=wide+7")).contains("1–1 of 1").contains("Wide 7");
    assertThat(page(access + "&filter=night-batch")).contains("Retrieve").doesNotContain("Wide");
    assertThat(page(access + "&filter=zzz")).contains("none of 67");
  }

  @Test
  void sinceIsSaidInTheSameWordsOnAFindingAndOnAnIdentity() {
    String seen =
        Larkspur.GRAPH.replace(
            "ledger/Group/vendors -HOLDS-> ledger/Entitlement/vendor source=ledger",
            "ledger/Group/vendors -HOLDS-> ledger/Entitlement/vendor source=ledger"
                + " firstSeen=2026-03-04T00:00:00Z");
    TestServer.running().show(seen);
    String said = "by <time datetime=\"2026-03-04T00:00:00Z\">2026-03-04</time>";
    assertThat(page("/findings/" + toxic())).contains(said);
    assertThat(page(Larkspur.MARTA + "&tab=access")).contains(said);
  }

  @Test
  void aRoleThatIsToxicByItselfIsToBeSplit() {
    TestServer.running()
        .show(
            Larkspur.GRAPH
                + """
                entitlement ledger/Entitlement/all name="Ledger administrator"
                ledger/Entitlement/all -IMPLIES-> ledger/Entitlement/vendor source=ledger
                ledger/Entitlement/all -IMPLIES-> ledger/Entitlement/pay source=ledger
                ledger/User/t -HOLDS-> ledger/Entitlement/all source=ledger
                """);
    Matcher link =
        Pattern.compile("/findings/(T-[0-9a-f]+)\" title=\"Holders of Ledger administrator")
            .matcher(page("/findings?kind=TOXIC"));
    assertThat(link.find()).isTrue();
    assertThat(page("/findings/" + link.group(1)))
        .contains("Split it in two")
        .contains(
            "Split Ledger administrator in Ledger: one entitlement with Create vendor, for “Create"
                + " vendor”, another with Release payment run, for “Release payment”.")
        .contains("1 identity is concerned")
        .contains("href=\"/identities?key=firebreak/Identity/tomas\"")
        .doesNotContain("Paths that stay");
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
  }

  @Test
  void exploreListsEveryKind() {
    assertThat(page("/search"))
        .contains("3 identities, by what they reach")
        .containsPattern("(?s)Marta Okonjo.*Tomas Lindqvist")
        .contains("Privileged accounts <span class=\"note\">1</span>");
    assertThat(page("/search?sort=name"))
        .contains("3 identities, by name")
        .containsPattern("(?s)Ben Left.*Marta Okonjo");
    assertThat(page("/search?kind=ENTITLEMENT"))
        .contains("the most sensitive first")
        .containsPattern("(?s)Release payment run.*crown jewel.*Print labels");
    assertThat(page("/search?kind=GROUP")).contains("3 groups").contains("AP-Clerks");
  }

  @Test
  void anAddressWithoutAKeyLeadsToTheList() {
    var answer = person.get("/identities");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/search?kind=IDENTITY");
    assertThat(person.get("/containers").statusCode()).isEqualTo(302);
    assertThat(person.get("/nodes").statusCode()).isEqualTo(302);
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
