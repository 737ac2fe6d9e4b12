package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.server.TestServer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The graph around a node, paths and suggestions, by the API and on the page.
class ExploreApiTest {

  private static final String MARTA = "firebreak/Identity/marta";
  private static final String PAY = "ledger/Entitlement/pay";

  private final Program program = new Program();

  @BeforeEach
  void show() {
    TestServer.running().show(Larkspur.GRAPH);
  }

  private JsonNode explore(String query) {
    return Program.good(program.get("/api/v1/explore?" + query), 200);
  }

  private static Set<String> keys(JsonNode picture) {
    return StreamSupport.stream(picture.get("nodes").spliterator(), false)
        .map(node -> node.at("/node/key").asString())
        .collect(Collectors.toSet());
  }

  private static List<String> edges(JsonNode picture) {
    return StreamSupport.stream(picture.get("edges").spliterator(), false)
        .map(edge ->
            "%s %s %s"
                .formatted(
                    edge.get("from").asString(),
                    edge.get("word").asString(),
                    edge.get("to").asString()))
        .toList();
  }

  private static JsonNode node(JsonNode picture, String key) {
    return StreamSupport.stream(picture.get("nodes").spliterator(), false)
        .filter(node -> node.at("/node/key").asString().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not drawn in " + keys(picture)));
  }

  @Test
  void whatSomebodyReachesIsDrawnHopByHopWithWhoStatesIt() {
    JsonNode picture = explore("focus=" + MARTA);
    assertThat(picture.get("sentence").asString())
        .isEqualTo("Marta Okonjo reaches 12 nodes within 6 hops");
    assertThat(picture.get("direction").asString()).isEqualTo("reaches");
    assertThat(keys(picture)).contains(MARTA, "ledger/User/m", "vault/Container/fin");
    assertThat(edges(picture))
        .contains(
            MARTA + " owns ledger/User/m",
            "ledger/Group/clerks member of ledger/Group/vendors",
            "vault/ContainerRight/fin:Retrieve opens vault/Container/fin")
        .as("no reach")
        .doesNotContain("vault/ContainerRight/fin:List on vault/Container/fin");
    assertThat(node(picture, MARTA).get("x").asInt()).isZero();
    assertThat(node(picture, "ledger/User/m").get("hops").asInt()).isEqualTo(1);
    assertThat(node(picture, "ledger/User/m").get("x").asInt()).isEqualTo(110);
    JsonNode grant =
        StreamSupport.stream(picture.get("edges").spliterator(), false)
            .filter(edge -> edge.get("to").asString().equals("vault/ContainerRight/fin:Retrieve"))
            .findFirst()
            .orElseThrow();
    assertThat(grant.at("/evidence/source").asString()).isEqualTo("Strongroom");
    assertThat(grant.at("/evidence/since").asString()).startsWith("2025-02-10");
    assertThat(explore("focus=" + MARTA)).isEqualTo(picture);
    assertThat(keys(explore("focus=" + MARTA + "&hops=1"))).hasSize(4);
  }

  @Test
  void whoReachesAThingIsAskedForByItself() {
    JsonNode picture = explore("focus=" + PAY + "&hops=12");
    assertThat(picture.get("direction").asString()).isEqualTo("reached-by");
    assertThat(picture.get("sentence").asString())
        .isEqualTo("Release payment run is reached by 7 nodes, 1 of them identities within 7 hops");
    assertThat(node(picture, MARTA).get("hops").asInt()).isEqualTo(-7);
    assertThat(node(picture, MARTA).get("x").asInt()).isNegative();
    JsonNode both = explore("focus=ledger/Group/vendors");
    assertThat(both.get("direction").asString()).isEqualTo("both");
    assertThat(keys(both)).contains(MARTA, "ledger/Entitlement/vendor");
  }

  @Test
  void allShortestPathsAreCountedAndDrawnEitherWayRound() {
    JsonNode picture = explore("focus=" + MARTA + "&to=" + PAY);
    assertThat(picture.get("sentence").asString())
        .isEqualTo("One shortest path of 7 hops leads from Marta Okonjo to Release payment run");
    assertThat(picture.at("/paths/total").asInt()).isEqualTo(1);
    assertThat(keys(picture)).hasSize(8);
    JsonNode turned = explore("focus=" + PAY + "&to=" + MARTA);
    assertThat(turned.at("/paths/turned").asBoolean()).isTrue();
    assertThat(keys(turned)).isEqualTo(keys(picture));
    JsonNode none = explore("focus=firebreak/Identity/tomas&to=" + PAY);
    assertThat(none.get("sentence").asString())
        .isEqualTo("No path leads from Tomas Lindqvist to Release payment run, nor back");
    assertThat(none.at("/paths/total").asInt()).isZero();
    assertThat(explore("focus=marta okonjo&to=release".replace(" ", "%20")).get("sentence"))
        .as("names do as well as keys")
        .isEqualTo(picture.get("sentence"));
  }

  @Test
  void whatAFilterTakesAwayIsBridged() {
    JsonNode picture = explore("focus=" + MARTA + "&kind=GROUP&kind=container&hops=12");
    assertThat(keys(picture))
        .isEqualTo(
            Set.of(
                MARTA,
                "ledger/Group/clerks",
                "ledger/Group/vendors",
                "vault/Group/night",
                "vault/Container/fin"));
    assertThat(edges(picture))
        .contains(
            MARTA + " through 1 more ledger/Group/clerks",
            "vault/Group/night through 1 more vault/Container/fin",
            "ledger/Group/clerks member of ledger/Group/vendors");
    assertThat(keys(explore("focus=" + MARTA + "&source=vault")))
        .contains("vault/User/m")
        .doesNotContain("ledger/User/m");
    assertThat(picture.get("total").asInt()).isEqualTo(5);
  }

  @Test
  void branchesAreCollapsedExpandedAndPinned() {
    JsonNode folded = explore("focus=" + MARTA + "&fold=vault/User/m&hops=12");
    assertThat(keys(folded)).doesNotContain("vault/Group/night");
    assertThat(folded.at("/folds/0/of").asString()).isEqualTo("vault/User/m");
    assertThat(folded.get("drawn").asInt() + folded.at("/folds/0/hidden").asInt())
        .isEqualTo(folded.get("total").asInt());
    JsonNode expanded = explore("focus=" + MARTA + "&expand=ledger/Group/vendors");
    assertThat(keys(expanded)).as("another member").contains("ledger/User/t");
    assertThat(node(expanded, "ledger/User/t").get("hops").asInt()).isEqualTo(2);
    JsonNode pinned = explore("focus=" + MARTA + "&pin=vault/User/m@40,-90");
    assertThat(node(pinned, "vault/User/m").get("x").asInt()).isEqualTo(40);
    assertThat(node(pinned, "vault/User/m").get("y").asInt()).isEqualTo(-90);
    assertThat(node(pinned, "vault/User/m").get("pinned").asBoolean()).isTrue();
  }

  @Test
  void moreThanThreeHundredNodesAreNeverDrawnAndNoneIsForgotten() {
    StringBuilder graph = new StringBuilder("source app name=App\ngroup app/Group/all name=All\n");
    IntStream.range(0, 700)
        .forEach(i ->
            graph.append(
                "account app/User/%d name=user%d active\napp/User/%d -MEMBER_OF-> app/Group/all source=app\n"
                    .formatted(i, i, i)));
    TestServer.running().show(graph.toString());
    JsonNode plain = explore("focus=app/Group/all");
    assertThat(plain.get("total").asInt()).isEqualTo(701);
    assertThat(plain.get("nodes").size()).isLessThanOrEqualTo(60);
    assertThat(plain.at("/folds/0/hidden").asInt()).isEqualTo(701 - plain.get("drawn").asInt());
    JsonNode whole = explore("focus=app/Group/all&expand=app/Group/all");
    assertThat(whole.get("nodes").size()).isEqualTo(300);
    assertThat(whole.at("/folds/0/hidden").asInt()).isEqualTo(401);
    assertThat(whole.at("/folds/0/onward").asBoolean()).isFalse();
  }

  @Test
  void whatCannotBeMeantIsToldInOneSentence() {
    assertThat(Program.problem(program.get("/api/v1/explore"), 400)).contains("focus");
    assertThat(Program.problem(program.get("/api/v1/explore?focus=nobodyatall"), 404))
        .contains("nobodyatall");
    for (String wrong :
        List.of("direction=up", "hops=0", "hops=x", "most=999", "kind=x", "pin=x", "at=soon")) {
      assertThat(Program.problem(program.get("/api/v1/explore?focus=" + MARTA + "&" + wrong), 400))
          .as(wrong)
          .contains(wrong.substring(0, wrong.indexOf('=')).replace("at", ""));
    }
    assertThat(
            Program.problem(program.get("/api/v1/explore?focus=" + MARTA + "&at=2999-01-01"), 400))
        .contains("over");
  }

  @Test
  void aNodeThatIsOnlyCalledAlikeIsSaidToBeAnother() {
    assertThat(explore("focus=okon").get("notes").get(0).asString())
        .startsWith("Nothing is called “okon”; this is Marta Okonjo.");
    assertThat(Browser.signedIn().get("/explore?focus=%3Cokon").statusCode()).isEqualTo(404);
    assertThat(Browser.signedIn().get("/explore?focus=okon").body())
        .contains("Nothing is called “okon”; this is Marta Okonjo.");
    assertThat(explore("focus=fin&to=MARTA+OKONJO").get("notes").toString())
        .contains("Nothing is called “fin”; this is ", "Also something like it: ")
        .doesNotContain("“MARTA");
    for (String exact : List.of(MARTA, "marta+okonjo", "vault/Container/fin")) {
      assertThat(explore("focus=" + exact).get("notes")).as(exact).isEmpty();
    }
  }

  @Test
  void whatIsTypedIsFoundKindByKindTheBestFirst() {
    JsonNode found = Program.good(program.get("/api/v1/suggestions?q=OKÓNJO"), 200);
    assertThat(found.get("total").asInt()).isEqualTo(4);
    assertThat(found.at("/groups/0/hits/0/node/key").asString()).isEqualTo(MARTA);
    assertThat(found.at("/groups/1/kind").asString()).isEqualTo("ACCOUNT");
    assertThat(found.at("/groups/1/total").asInt()).isEqualTo(3);
    assertThat(found.at("/groups/0/hits/0/aside").asString()).isEqualTo("AP clerk · Finance");
    JsonNode mail = Program.good(program.get("/api/v1/suggestions?q=fin-batch-prd"), 200);
    assertThat(mail.at("/groups/0/kind").asString()).as("the very name").isEqualTo("CONTAINER");
    assertThat(Program.good(program.get("/api/v1/suggestions?q=%20"), 200).get("groups")).isEmpty();
  }

  @Test
  void thePageSaysTheSameWithoutAScript() {
    String page = Browser.signedIn().get("/explore?focus=" + MARTA).body();
    assertThat(page)
        .contains("<h1>Marta Okonjo reaches 12 nodes within 6 hops</h1>")
        .contains("Create vendor", "opens");
    assertThat(Browser.signedIn().get("/explore").body()).contains("Explore from any node");
    assertThat(Browser.signedIn().get("/explore?focus=nobodyatall").statusCode()).isEqualTo(404);
  }
}
