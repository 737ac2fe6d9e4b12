package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.client.ScimClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that harvests once, unless it is killed before, and says what came of it.
public final class ChildHarvest {
  private ChildHarvest() {}

  public static void main(String[] args) {
    URI source = URI.create(args[1]);
    try (IdentityGraph graph = IdentityGraph.connect(URI.create(args[0]), null, null);
        ScimClient client = Served.client("app", source)) {
      HarvestReceipt receipt =
          new Harvester(graph, Clock.systemUTC(), List.of(), new HarvestJournals(Path.of(args[2])))
              .harvest(config(source), ResourceReader.of(client), HarvestProgress.SILENT);
      System.out.println(receipt.summary());
    }
  }

  static SourceConfig config(URI source) {
    return Served.unguarded(
        Served.declared("app", SourceConfig.Kind.APPLICATION, source, SourceMapping.DEFAULT));
  }

  static Process start(URI graph, URI source, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(
        List.of(
            ChildHarvest.class.getName(), graph.toString(), source.toString(), folder.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
