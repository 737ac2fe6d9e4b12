package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.scene.GraphText;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.ScriptedServer;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Half a harvest deletes nothing.
@ExtendWith(SharedNeo4j.class)
class IncompleteHarvestTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(1, new Fault.CutsBody(), "broke off in the middle of its answer"),
        Arguments.of(1, new Fault.GarblesBody(), "answered JSON that stops in its middle"),
        Arguments.of(0, new Fault.AnswersHtml(), "instead of a SCIM message"),
        Arguments.of(2, new Fault.AnswersHtml(), "instead of a SCIM message"),
        Arguments.of(1, new Fault.Unauthorized(), "answered 401 (the access token is not valid)"),
        Arguments.of(0, new Fault.RepeatsFirstPage(), "brought nothing new"),
        Arguments.of(1, new Fault.Throttles(9, "30"), "answered 429"));
  }

  @ParameterizedTest(name = "{1} after {0} requests")
  @MethodSource("faults")
  void aSourceThatFailsOnTheWayLosesNothing(int after, Fault fault, String sentence)
      throws IOException {
    Served hr = Example.directory(scene);
    for (int i = 5; i < 9; i++) {
      hr.has("/Users", "{'id':'u%d','userName':'user%d'}".formatted(i, i));
    }
    FaultyServer front = scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.None()));
    SourceConfig config = Served.declared("hr", Kind.DIRECTORY, front.baseUri(), hr.config().map());
    ScimClient client = scene.closing(Served.client("hr", front.baseUri()));
    assertThat(scene.harvest(config, client).complete()).isTrue();
    SortedSet<String> before = scene.text();
    hr.lacks("/Users", "u3", "u4").lacks("/Groups", "g2");

    front.becomeAfter(after, fault);
    HarvestReceipt broken = scene.harvest(config, client);
    assertThat(broken.complete()).isFalse();
    assertThat(broken.problem()).startsWith("hr: ").contains(sentence);
    assertThat(broken.summary()).startsWith("hr: INCOMPLETE, nothing was removed. hr: ");
    assertThat(broken.counts().changedStructure()).isFalse();
    assertThat(scene.text()).isEqualTo(before);
    assertThat(scene.accessChanges()).isEmpty();
    assertThat(
            scene.rows(
                "MATCH (h:Harvest {stamp: '" + broken.stamp() + "'}) RETURN h.complete AS c"))
        .containsExactly("false");

    front.repair();
    assertThat(scene.harvest(config, client).complete()).isTrue();
    assertThat(scene.text()).isNotEqualTo(before).noneMatch(line -> line.contains("hr/User/u3"));
    assertThat(scene.accessChanges()).isNotEmpty();
  }

  @Test
  void aSourceThatDiesBetweenTwoEndpointsIsNotAskedForTheRest() throws IOException {
    Served ledger = Example.application(scene);
    ledger.harvestAll();
    SortedSet<String> before = scene.text();
    FaultyServer front = FaultyServer.inFrontOf(ledger.provider(), new Fault.None());
    SourceConfig config =
        Served.declared("ledger", Kind.APPLICATION, front.baseUri(), ledger.config().map());
    ScimClient client = scene.closing(Served.client("ledger", front.baseUri()));
    HarvestReceipt broken =
        scene
            .harvester()
            .harvest(
                config,
                ResourceReader.of(client),
                (source, endpoint, read, promised) -> {
                  try {
                    front.close();
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(broken.parts())
        .extracting(Part::endpoint, Part::complete)
        .containsExactly(tuple("/Entitlements", true), tuple("/Roles", false));
    assertThat(broken.problem()).contains("/Roles could not connect");
    assertThat(scene.text()).as("grants by id still find their entitlement").isEqualTo(before);
    assertThat(scene.accessChanges()).isEmpty();
  }

  @Test
  void anEndpointThatDoesNotExistIsNamedAndTheOthersAreRead() {
    Served hr = scene.serve("hr", Kind.DIRECTORY, SourceMapping.DEFAULT, "User");
    HarvestReceipt receipt = hr.has("/Users", "{'id':'u1','userName':'ana'}").harvest();
    assertThat(receipt.complete()).isFalse();
    assertThat(receipt.problem()).startsWith("hr: /Groups").contains("offers no Group, only User;");
    assertThat(scene.text())
        .containsExactly("Account hr/User/u1 \"ana\" active=UNKNOWN userName=ana");
  }

  @Test
  void anEndpointThatIsForbiddenDoesNotKeepTheOthersFromBeingRead() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    server.lists("/Users", "{'id':'u1','userName':'ana'}");
    SourceConfig config =
        Served.declared("app", Kind.APPLICATION, server.baseUri(), SourceMapping.DEFAULT);
    HarvestReceipt receipt =
        scene.harvest(config, scene.closing(Served.client("app", server.baseUri())));
    assertThat(receipt.accounts()).isEqualTo(1);
    assertThat(receipt.parts())
        .filteredOn(Part::complete)
        .extracting(Part::endpoint)
        .containsExactly("/Users");
  }

  @Test
  void fewerResourcesThanPromisedAreNotAll() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    server
        .lists("/Users", "{'id':'u1','userName':'ana'}", "{'id':'u2','userName':'ben'}")
        .lists("/Groups");
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("hr", server.baseUri()));
    assertThat(scene.harvest(config, client).complete()).isTrue();
    SortedSet<String> before = scene.text();
    server.promises(2, "/Users", "{'id':'u1','userName':'ana'}");
    HarvestReceipt broken = scene.harvest(config, client);
    assertThat(broken.problem()).contains("2 resources were promised but 1 came");
    assertThat(broken.parts().getFirst())
        .isEqualTo(new Part("/Users", 2, 1, 1, 0, 1, 0, 0, false, broken.problem()));
    assertThat(scene.text()).isEqualTo(before);
    server.promises(0, "/Users");
    assertThat(scene.harvest(config, client).problem())
        .as("an empty answer to a token that may see nothing")
        .contains("/Users gave 0 where 2 came before (100.0 % fewer)");
    assertThat(scene.text()).isEqualTo(before);
  }

  @Test
  void historyBeginsWithTheFirstCompleteHarvest() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    server.lists("/Users", "{'id':'u1','userName':'ana'}");
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("hr", server.baseUri()));
    assertThat(scene.harvest(config, client).complete()).isFalse();
    server.lists("/Groups", "{'id':'g','displayName':'G','members':[{'value':'u1'}]}");
    assertThat(scene.harvest(config, client).complete()).isTrue();
    assertThat(scene.accessChanges()).isEmpty();
    assertThat(GraphText.withFirstSeen(scene.snapshot()))
        .anyMatch(line -> line.startsWith("hr/User/u1 -MEMBER_OF-> hr/Group/g"));
  }

  @Test
  void whatNamesSomethingUnknownIsReportedAndLosesNothingElse() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    server
        .lists("/Users", "{'id':'7','userName':'ana'}")
        .lists(
            "/Groups",
            "{'id':'7','displayName':'Seven'}",
            """
            {'id':'g','displayName':'G','members':[{'value':'7'},{'value':'7','type':'User'},
              {'value':'gone','type':'User'},{'value':'nobody'},{'display':'no value'}]}\
            """)
        .lists(
            "/Containers",
            "{'id':'c','name':'C','parent':{'value':'up'},'privilegedData':[{'value':'lost'}]}")
        .lists("/PrivilegedData")
        .lists(
            "/ContainerPermissions",
            "{'id':'p','container':{'value':'c'},'user':{'value':'ghost'},'rights':['Use']}",
            "{'id':'q','container':{'value':'d'},'user':{'value':'7'},'rights':['Use']}");
    SourceConfig config = Served.declared("v", Kind.VAULT, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("v", server.baseUri()));
    HarvestReceipt receipt = scene.harvest(config, client);
    assertThat(receipt.complete()).isTrue();
    assertThat(receipt.problems())
        .containsExactlyInAnyOrder(
            "source v: Group g: members has an element without a value; it is not read",
            "source v: members of v/Group/g names v/User/7 and v/Group/7 alike; each of them counts",
            "source v: members of v/Group/g names v/User/gone, which was not read",
            "source v: members of v/Group/g names v/User/nobody, which was not read",
            "source v: parent of v/Container/c names v/Container/up, which was not read",
            "source v: privilegedData of v/Container/c names v/PrivilegedData/lost, which was not read",
            "source v: rights of v/ContainerPermission/p names v/User/ghost, which was not read",
            "source v: container of v/ContainerRight/d:Use names v/Container/d, which was not read");
    assertThat(scene.text())
        .filteredOn(line -> line.contains("->"))
        .containsExactlyInAnyOrder(
            "v/User/7 -MEMBER_OF-> v/Group/g via=v/Group/g by=members",
            "v/Group/7 -MEMBER_OF-> v/Group/g via=v/Group/g by=members",
            "v/ContainerRight/c:Use -ON-> v/Container/c via=v/ContainerRight/c:Use by=container",
            "v/User/7 -HOLDS-> v/ContainerRight/d:Use via=v/ContainerPermission/q by=rights");
    assertThat(receipt.edges()).isEqualTo(4);
  }

  @Test
  void thousandsOfProblemsAreCountedNotListed() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 700; i++) {
      members.append(i == 0 ? "" : ",").append("{'value':'x").append(i).append("'}");
    }
    server
        .lists("/Users")
        .lists("/Groups", "{'id':'g','displayName':'G','members':[" + members + "]}");
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    HarvestReceipt receipt =
        scene.harvest(config, scene.closing(Served.client("hr", server.baseUri())));
    assertThat(receipt.problems()).hasSize(501).endsWith("source hr: 200 more like these");
  }
}
