package dev.firebreak.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.ingest.usage.UsageImport;
import dev.firebreak.testkit.SharedNeo4j;
import dev.firebreak.web.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pages, API and exports say about the use of what is held.
class UseFlowTest {

  private static final int PEERS = 40;

  @TempDir private Path folder = Path.of(".");

  private final Browser person = Browser.signedIn();
  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

  /// Forty people who use an entitlement now and then, and Ana, who did so until half a year ago,
  /// and holds another of which no feed tells.
  private static String graph() {
    StringBuilder text =
        new StringBuilder(
            """
            source hr name=Personnel authoritative
            source ledger name=Ledger
            identity ana name="Ana Costa" kind=PERSON
            account ledger/User/ana name=ana userName=ana active
            entitlement ledger/Entitlement/pay name="Release payment" value=pay sensitivity=60
            entitlement ledger/Entitlement/dark name="Dark matter" value=dark sensitivity=20
            ana -OWNS-> ledger/User/ana rule="externalId = employeeNumber"
            ledger/User/ana -HOLDS-> ledger/Entitlement/pay source=ledger since=2020-01-01T00:00:00Z
            ledger/User/ana -HOLDS-> ledger/Entitlement/dark source=ledger since=2020-01-01T00:00:00Z
            """);
    for (int i = 0; i < PEERS; i++) {
      text.append("account ledger/User/p%d name=p%d userName=p%d active\n".formatted(i, i, i))
          .append(
              "ledger/User/p%d -HOLDS-> ledger/Entitlement/pay source=ledger since=2020-01-01T00:00:00Z\n"
                  .formatted(i));
    }
    return text.toString();
  }

  private String ago(int days) {
    return today.minus(Duration.ofDays(days)).toString();
  }

  private void readFeed() throws IOException {
    StringBuilder uses = new StringBuilder("source,account,entitlement,last_used,count\n");
    for (int i = 0; i < PEERS; i++) {
      for (int day = 3 + i % 5; day < 390; day += 14 + i % 9) {
        uses.append("ledger,p%d,pay,%s,1\n".formatted(i, ago(day)));
      }
    }
    for (int day = 180; day < 390; day += 17) {
      uses.append("ledger,ana,pay,%s,1\n".formatted(ago(day)));
    }
    Path usesFile = Files.writeString(folder.resolve("uses.csv"), uses);
    Path coverage =
        Files.writeString(
            folder.resolve("coverage.csv"),
            "source,entitlement,from,to\nledger,pay,%s,%s\n".formatted(ago(400), ago(0)));
    try (IdentityGraph graph = IdentityGraph.connect(SharedNeo4j.uri(), null, null)) {
      new UsageImport(graph).read(new UsageFeedConfig(usesFile, coverage));
    }
  }

  @Test
  void theUseOfAnIdentityIsShownWithVerdictProbabilityAndIndex() throws IOException {
    TestServer.running().load(graph());
    readFeed();
    String page =
        person
            .get("/identities?tab=use&key=firebreak/Identity/ana")
            .body()
            .replaceAll("<[^>]*>", " ")
            .replaceAll("\\s+", " ");
    assertThat(page)
        .contains("Permission creep index 100 of 100, high")
        .contains("Of 25% of the weight nobody can tell")
        .contains("Unused not used for 180 days")
        .contains("Judged by the 90 days")
        .contains("the usage feed from files covers")
        .containsPattern(
            "still in use with a probability of (under )?\\d+%, by its own rhythm and that of 41"
                + " holders of the same")
        .contains("Unknown no usage feed tells");

    assertThat(person.get("/api/v1/use?identity=firebreak/Identity/ana").body())
        .contains("\"verdict\":\"UNUSED\"")
        .contains("\"verdict\":\"UNKNOWN\"")
        .contains("\"by_peers\":41")
        .containsPattern("\"still_in_use\":0\\.0\\d+");
    String all = person.get("/api/v1/use?format=csv").body();
    assertThat(all.lines()).hasSize(PEERS + 3);
    assertThat(all).startsWith("subject,subject_name,account,");
    assertThat(all.lines().filter(line -> line.contains(",USED,"))).hasSize(PEERS);
    assertThat(person.get("/api/v1/creep?identity=firebreak/Identity/ana").body())
        .contains("\"index\":100.0")
        .contains("\"contributions\":[{\"account\":\"ledger/User/ana\"");
    assertThat(person.get("/api/v1/creep").body())
        .contains("\"bySource\":{\"ledger\":")
        .contains("\"firebreak/Identity/ana\":");
    assertThat(person.get("/api/v1/use?identity=nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void theFindingTellsWhatItRestsOnAndTheRunCountsTheVerdicts() throws IOException {
    TestServer.running().load(graph());
    readFeed();
    TestServer.running().analyse();
    assertThat(person.get("/api/v1/findings?format=csv").body())
        .contains("Ana Costa holds Release payment in Ledger: not used for 180 days. Judged by the")
        .contains("still in use with a probability of");
    assertThat(person.get("/").body()).contains("2% unknown · creep index 2");
  }
}
