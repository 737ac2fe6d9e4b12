package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.harvest.HarvestReceipt.Part;
import dev.firebreak.ingest.harvest.Harvester.AcceptedDrop;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.ScriptedServer;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A harvest that read everything and lacks too much removes nothing before somebody accepts it.
@ExtendWith(SharedNeo4j.class)
class QuarantineTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Optional<AcceptedDrop> accept(String stamp) {
    return scene.harvester().acceptDrop("hr", stamp, "ada", _ -> java.time.Instant.EPOCH);
  }

  @Test
  void aHarvestThatLacksTooMuchIsInQuarantineUntilItIsAccepted() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    SortedSet<String> before = scene.text();
    hr.lacks("/Users", "u1", "u2", "u3");
    HarvestReceipt receipt = hr.harvest();
    assertThat(receipt.state()).isEqualTo(HarvestState.QUARANTINED);
    assertThat(receipt.complete()).isFalse();
    assertThat(receipt.problem())
        .isEqualTo(
            "hr: /Users gave 1 where 4 came before (75.0 % fewer); that is more than max-drop (5 %)"
                + " allows. Look at the source; if it is true, accept the drop.");
    assertThat(receipt.summary()).startsWith("hr: QUARANTINED, nothing was removed. hr: ");
    assertThat(receipt.parts()).allMatch(Part::complete).allMatch(part -> part.swept() == 0);
    assertThat(scene.text()).isEqualTo(before);
    assertThat(scene.accessChanges()).isEmpty();

    assertThat(accept("another stamp")).isEmpty();
    assertThat(scene.text()).isEqualTo(before);
    AcceptedDrop accepted = accept(receipt.stamp()).orElseThrow();
    assertThat(accepted).isEqualTo(new AcceptedDrop("hr", receipt.stamp(), 3, 3));
    assertThat(scene.text())
        .containsExactlyInAnyOrder(
            "Account hr/User/u4 \"robot\" active=YES SERVICE userName=robot",
            "Group hr/Group/g1 \"Payments\"",
            "Group hr/Group/g2 \"Payments team lead\"",
            "hr/Group/g2 -MEMBER_OF-> hr/Group/g1 via=hr/Group/g1 by=members");
    assertThat(scene.rows("MATCH (c:AccessChange) RETURN DISTINCT toString(c.at)"))
        .as("access ended when the harvest no longer saw it")
        .containsExactly("2026-03-01T08:01:00Z");
    assertThat(
            scene.rows(
                "MATCH (h:Harvest {stamp: '%s'})-[:READ]->(p {endpoint: '/Users'}) RETURN h.state + h.complete + h.acceptedBy + h.nodesDeleted + p.swept AS x"
                    .formatted(receipt.stamp())))
        .containsExactly("COMPLETEtrueada33");
    assertThat(accept(null)).as("it was accepted already").isEmpty();

    assertThat(hr.harvest().complete()).as("the next is compared with the accepted one").isTrue();
  }

  @Test
  void aHarvestThatHasEverythingAgainEndsTheQuarantine() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    SortedSet<String> before = scene.text();
    List<String> users =
        List.of("u1", "u2", "u3").stream()
            .map(id -> hr.provider().get("/Users", id).orElseThrow())
            .toList();
    hr.lacks("/Users", "u1", "u2", "u3");
    assertThat(hr.harvest().state()).isEqualTo(HarvestState.QUARANTINED);
    assertThat(hr.harvest().state()).as("still").isEqualTo(HarvestState.QUARANTINED);
    hr.has("/Users", users).harvestAll();
    assertThat(accept(null)).isEmpty();
    assertThat(scene.text()).isEqualTo(before);
    assertThat(scene.accessChanges()).isEmpty();
  }

  @Test
  void whatWasSeenSinceSurvivesTheAcceptance() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    String ben = hr.provider().get("/Users", "u2").orElseThrow();
    hr.lacks("/Users", "u1", "u2", "u3");
    HarvestReceipt receipt = hr.harvest();
    hr.has("/Users", List.of(ben));
    scene.harvester().refresh(hr.config(), hr.client(), NodeKey.parse("hr/User/u2"));
    scene.clock().pass(Duration.ofMinutes(1));
    assertThat(accept(receipt.stamp())).isPresent();
    assertThat(scene.text())
        .anyMatch(line -> line.startsWith("Account hr/User/u2"))
        .contains("hr/User/u2 -MEMBER_OF-> hr/Group/g1 via=hr/Group/g1 by=members")
        .noneMatch(line -> line.startsWith("Account hr/User/u3"));
  }

  @Test
  void anIncompleteHarvestInBetweenDoesNotHideTheQuarantine() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("hr", server.baseUri()));
    server.lists("/Users", users(20)).lists("/Groups");
    assertThat(scene.harvest(config, client).complete()).isTrue();
    server.lists("/Users", users(10));
    HarvestReceipt quarantined = scene.harvest(config, client);
    server.promises(99, "/Users", users(12));
    assertThat(scene.harvest(config, client).state()).isEqualTo(HarvestState.INCOMPLETE);
    assertThat(accept(null).orElseThrow().stamp()).isEqualTo(quarantined.stamp());
    assertThat(scene.text()).as("two were seen by the incomplete harvest").hasSize(12);
  }

  @Test
  void aServerThatHidesTheMembersOfItsGroupsIsNotBelieved() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("hr", server.baseUri()));
    String members =
        String.join(
            ",", IntStream.range(0, 30).mapToObj(i -> "{'value':'u%d'}".formatted(i)).toList());
    server
        .lists("/Users", users(30))
        .lists("/Groups", "{'id':'g','displayName':'G','members':[" + members + "]}");
    assertThat(scene.harvest(config, client).access()).isEqualTo(30);
    SortedSet<String> before = scene.text();
    server.lists("/Groups", "{'id':'g','displayName':'G'}");
    HarvestReceipt receipt = scene.harvest(config, client);
    assertThat(receipt.state()).isEqualTo(HarvestState.QUARANTINED);
    assertThat(receipt.problem())
        .contains("memberships and grants: 0 where 30 were stated before (100.0 % fewer)");
    assertThat(scene.text()).isEqualTo(before);
    assertThat(accept(null).orElseThrow().edges()).isEqualTo(30);
  }

  private static String[] users(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{'id':'u%d','userName':'user%d'}".formatted(i, i))
        .toArray(String[]::new);
  }
}
