package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// When reading what changed is enough, and when it is not.
@ExtendWith(SharedNeo4j.class)
class UpdateTest {

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private HarvestReceipt update(
      SourceConfig source, ScimClient client, @Nullable Set<NodeKey> noticed) {
    scene.clock().pass(Duration.ofHours(3));
    return scene
        .harvester()
        .update(
            source,
            ChangeReader.of(client),
            noticed,
            ResourceReader.of(client),
            HarvestProgress.SILENT);
  }

  private HarvestReceipt update(Served served) {
    return update(served.config(), served.client(), null);
  }

  @Test
  void whatChangedIsReadAndNothingElse() {
    Served hr = Example.directory(scene);
    scene.clock().pass(Duration.ofHours(3));
    hr.harvestAll();
    scene.clock().pass(Duration.ofHours(3));
    hr.has("/Users", "{'id':'new','userName':'new'}");
    HarvestReceipt receipt = update(hr);
    assertThat(receipt.state()).isEqualTo(HarvestState.UPDATED);
    assertThat(receipt.followed()).isTrue();
    assertThat(receipt.counts().nodesCreated()).isEqualTo(1);
    assertThat(receipt.parts()).extracting(HarvestReceipt.Part::received).containsExactly(1, 0);
    assertThat(scene.text()).anyMatch(line -> line.startsWith("Account hr/User/new"));
    assertThat(update(hr).parts())
        .as("three hours later")
        .extracting(HarvestReceipt.Part::received)
        .containsExactly(0, 0);
  }

  @Test
  void whatIsGoneNeedsAFullHarvest() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    hr.lacks("/Users", "u2");
    HarvestReceipt receipt = update(hr);
    assertThat(receipt.state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(scene.text()).noneMatch(line -> line.startsWith("Account hr/User/u2"));
  }

  @Test
  void aSourceThatIgnoresTheFilterIsReadInFull() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    server.lists("/Users", "{'id':'1','userName':'one'}").lists("/Groups");
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("hr", server.baseUri()));
    assertThat(update(config, client, null).state())
        .as("never harvested")
        .isEqualTo(HarvestState.COMPLETE);
    server.lists("/Users", "{'id':'1','userName':'one'}", "{'id':'2','userName':'two'}");
    assertThat(update(config, client, null).state()).isEqualTo(HarvestState.COMPLETE);
    assertThat(scene.text()).anyMatch(line -> line.startsWith("Account hr/User/2"));
  }

  @Test
  void afterAHarvestThatIsNotFollowedOnlyAFullOneHelps() throws IOException {
    ScriptedServer server = scene.closing(new ScriptedServer());
    server.promises(9, "/Users", "{'id':'1','userName':'one'}").lists("/Groups");
    SourceConfig config =
        Served.declared("hr", Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    ScimClient client = scene.closing(Served.client("hr", server.baseUri()));
    assertThat(update(config, client, null).state()).isEqualTo(HarvestState.INCOMPLETE);
    NodeKey one = new NodeKey("hr", "User", "1");
    assertThat(update(config, client, Set.of(one)).state()).isEqualTo(HarvestState.INCOMPLETE);
  }

  @Test
  void aNoticeOfAResourceThatIsGoneRemovesIt() {
    Served hr = Example.directory(scene);
    hr.harvestAll();
    hr.lacks("/Users", "u2");
    HarvestReceipt receipt =
        update(hr.config(), hr.client(), Set.of(new NodeKey("hr", "User", "u2")));
    assertThat(receipt.state()).isEqualTo(HarvestState.UPDATED);
    assertThat(receipt.counts().nodesDeleted()).isEqualTo(1);
    assertThat(scene.text()).noneMatch(line -> line.contains("hr/User/u2"));
    assertThat(scene.accessChanges()).anyMatch(line -> line.startsWith("REMOVED hr/User/u2"));
  }
}
