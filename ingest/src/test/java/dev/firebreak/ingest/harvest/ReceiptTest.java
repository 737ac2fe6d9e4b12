package dev.firebreak.ingest.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.ScriptedServer;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a receipt says of resources that come twice, hold secrets, or grant rights on secrets.
@ExtendWith(SharedNeo4j.class)
class ReceiptTest {
  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whatCameTwiceIsReceivedTwiceAndDistinctOnce() throws IOException {
    Served hr = scene.directory("hr").has("Users", user(1), user(2), user(3), user(4), user(5));
    var front = scene.closing(FaultyServer.inFrontOf(hr.provider(), new Fault.OverlapsPages(1)));
    HarvestReceipt receipt =
        scene.harvest(hr.config(), scene.closing(Served.client("hr", front.baseUri())));
    assertThat(receipt.complete()).isTrue();
    assertThat(receipt.parts().getFirst())
        .satisfies(users -> {
          assertThat(users.received()).isEqualTo(6);
          assertThat(users.distinct()).isEqualTo(5);
          assertThat(users.written()).isEqualTo(5);
        });
  }

  @Test
  void aSecretInClearIsDroppedAndReported() throws IOException {
    var server = scene.closing(new ScriptedServer());
    server.lists(
        "/Users",
        "{'id':'u1','userName':'ada','password':'hunter2'}",
        "{'id':'u2','userName':'ben','password':'hunter3'}");
    server.lists("/Groups");
    SourceConfig config =
        Served.declared("hr", SourceConfig.Kind.DIRECTORY, server.baseUri(), SourceMapping.DEFAULT);
    HarvestReceipt receipt =
        scene.harvest(config, scene.closing(Served.client("hr", server.baseUri())));
    assertThat(receipt.complete()).as("%s", receipt.problem()).isTrue();
    assertThat(receipt.problems())
        .containsExactly(
            "source hr: User: password held a secret in clear, 2 times; it was dropped and is kept"
                + " nowhere, but its service provider shows it to any reader");
    assertThat(receipt.toString()).doesNotContain("hunter");
  }

  @Test
  void aRightOnASecretLeadsToIt() {
    Served vault =
        scene
            .vault("vault")
            .has("Users", "{'id':'u1','userName':'ada'}")
            .has("PrivilegedData", "{'id':'s1','name':'root'}", "{'id':'s2','name':'other'}")
            .has(
                "PrivilegedDataPermissions",
                """
                {'id':'p1','privilegedData':{'value':'s1','$ref':'/PrivilegedData/s1'},
                 'user':{'value':'u1'},'rights':['UseAccounts','ListAccounts']}\
                """);
    SourceConfig config = reading(vault.config());
    assertThat(scene.harvest(config, vault.client()).problems()).isEmpty();
    assertThat(scene.text())
        .anyMatch(line -> line.contains("vault/User/u1") && line.contains("HOLDS"))
        .anyMatch(line ->
            line.contains("vault/PrivilegedDataRight/s1:UseAccounts")
                && line.contains("OPENS")
                && line.contains("vault/PrivilegedData/s1"));
    assertThat(scene.snapshot().edges(EdgeKind.OPENS).count()).isEqualTo(1);
    assertThat(scene.snapshot().edges(EdgeKind.ON).count()).isEqualTo(2);

    vault.lacks("PrivilegedDataPermissions", "p1");
    HarvestReceipt after = scene.harvest(Served.unguarded(config), vault.client());
    assertThat(after.complete()).as("%s", after.problem()).isTrue();
    assertThat(after.parts())
        .filteredOn(part -> part.endpoint().equals("/PrivilegedDataPermissions"))
        .singleElement()
        .satisfies(part -> assertThat(part.swept()).isEqualTo(2));
    assertThat(scene.snapshot().edges(EdgeKind.OPENS).count()).isZero();
  }

  private static SourceConfig reading(SourceConfig config) {
    return new SourceConfig(
        config.id(),
        config.name(),
        config.kind(),
        config.baseUrl(),
        config.allowHttp(),
        config.auth(),
        config.authoritative(),
        config.pageSize(),
        config.timeout(),
        List.of(
            ResourceType.USER,
            ResourceType.PRIVILEGED_DATA,
            ResourceType.PRIVILEGED_DATA_PERMISSION),
        config.maxDrop(),
        config.mapping(),
        config.scim());
  }

  private static String user(int number) {
    return "{'id':'u%1$d','userName':'user%1$d'}".formatted(number);
  }
}
