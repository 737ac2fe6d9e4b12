package dev.firebreak.demo;

import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.LarkspurProviders;
import dev.firebreak.demo.larkspur.Ref;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// A Larkspur, served, and an installation that is configured for it as an operator would.
public record Installation(
    Larkspur larkspur, LarkspurProviders providers, Path config, Firebreak firebreak)
    implements AutoCloseable {

  /// Serves Larkspur as it is now and opens an installation in `folder` with a database of its own.
  static Installation open(long seed, Path folder) throws IOException {
    return open(seed, folder, "");
  }

  /// Serves Larkspur as it is now and opens an installation in `folder` on a database that runs.
  static Installation open(long seed, Path folder, URI graph) throws IOException {
    return open(seed, folder, "\ngraph:\n  uri: " + graph + "\n");
  }

  private static Installation open(long seed, Path folder, String more) throws IOException {
    Clock clock = Clock.systemUTC();
    Larkspur larkspur = Larkspur.generate(seed, clock.instant());
    LarkspurProviders providers = LarkspurProviders.start(larkspur);
    try {
      Path config = DemoFolder.write(folder, larkspur, providers, 0);
      Files.writeString(config, Files.readString(config) + more);
      return new Installation(
          larkspur, providers, config, Firebreak.open(ConfigFile.load(config), clock));
    } catch (RuntimeException | IOException e) {
      providers.close();
      throw e;
    }
  }

  HarvestReport harvest() {
    return firebreak.harvest(firebreak.sources().all(), HarvestProgress.SILENT);
  }

  List<StoredFinding> findings() {
    return new FindingStore(firebreak.graph()).open();
  }

  /// The key of the identity behind a doorway user.
  public static String identity(Ref person) {
    return NodeKey.identity(person.source() + ":" + person.id()).value();
  }

  /// The key of what was read as this resource.
  public static String key(Ref resource) {
    return new NodeKey(resource.source(), resource.type(), resource.id()).value();
  }

  /// The key of a right on a safe of the vault.
  public static String right(Ref safe, String right) {
    return new NodeKey(safe.source(), "ContainerRight", safe.id() + ":" + right).value();
  }

  @Override
  public void close() {
    firebreak.close();
    providers.close();
  }
}
