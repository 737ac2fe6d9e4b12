package dev.firebreak.ingest.scene;

import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.Correlation;
import dev.firebreak.ingest.correlate.Correlator;
import dev.firebreak.ingest.harvest.HarvestJournals;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.Harvester;
import dev.firebreak.ingest.harvest.ResourceReader;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.providers.ScimProvider;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Value;

/// A graph, sources that are harvested into it, and the time of day.
public final class Scene implements AutoCloseable {

  /// When every scene begins.
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  /// Group attributes of the providers' access extension.
  public static final String GROUP_ENTITLEMENTS =
      "urn:firebreak:params:scim:schemas:extension:access:1.0:Group:entitlements";

  public static final String GROUP_ROLES =
      "urn:firebreak:params:scim:schemas:extension:access:1.0:Group:roles";

  private static final String VAULT =
      "urn:firebreak:params:scim:schemas:extension:vault:1.0:PrivilegedData:";

  /// By employee number, then by linked object, then by user name.
  public static final List<CorrelationRule> RULES =
      List.of(
          new CorrelationRule(Field.EXTERNAL_ID, Field.EMPLOYEE_NUMBER),
          new CorrelationRule(Field.LINKED, Field.LINKED),
          new CorrelationRule(Field.USER_NAME, Field.USER_NAME));

  /// One connection for all scenes of the test JVM, since connecting looks after the schema.
  private static final class Shared {
    static final IdentityGraph GRAPH = IdentityGraph.connect(SharedNeo4j.uri(), null, null);
    static final Driver DRIVER = GraphDatabase.driver(SharedNeo4j.uri(), AuthTokens.none());
  }

  private final MovedClock clock = new MovedClock(START);
  private final Path folder;
  private final List<SensitivityRule> sensitivity;
  private Harvester harvester;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Set<SourceConfig> sources = new LinkedHashSet<>();

  /// An empty scene; the test's class is extended with [SharedNeo4j].
  public Scene(SensitivityRule... sensitivity) {
    this.sensitivity = List.of(sensitivity);
    try {
      this.folder = Files.createTempDirectory("firebreak-scene");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.harvester = restarted();
  }

  public IdentityGraph graph() {
    return Shared.GRAPH;
  }

  public MovedClock clock() {
    return clock;
  }

  public Harvester harvester() {
    return harvester;
  }

  /// Where harvests keep what they read.
  public Path folder() {
    return folder;
  }

  /// The harvester of the next process, which knows nothing but the graph and the folder.
  public Harvester restarted() {
    harvester = new Harvester(graph(), clock, sensitivity, new HarvestJournals(folder));
    return harvester;
  }

  /// A directory, authoritative for people.
  public Served directory(String id) {
    return serve(
        id,
        SourceConfig.Kind.DIRECTORY,
        new SourceMapping(
            null,
            null,
            null,
            null,
            new SourceMapping.Match("userType", "Service"),
            null,
            null,
            null,
            null,
            null,
            null));
  }

  /// An application whose groups grant what their extension lists.
  public Served application(String id) {
    return serve(
        id,
        SourceConfig.Kind.APPLICATION,
        new SourceMapping(
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(GROUP_ENTITLEMENTS, GROUP_ROLES),
            null,
            null,
            null,
            null));
  }

  /// A vault in which two rights open a safe.
  public Served vault(String id) {
    return serve(
        id,
        SourceConfig.Kind.VAULT,
        new SourceMapping(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Set.of("UseAccounts", "RetrieveAccounts"),
            null,
            VAULT + "userName",
            VAULT + "system"));
  }

  /// A source behind a provider of its own.
  ///
  /// @param types the resource types it serves; all when none is named
  public Served serve(String id, SourceConfig.Kind kind, SourceMapping mapping, String... types) {
    try {
      ScimProvider provider =
          ScimProvider.named(id).bearer(Served.TOKEN).clock(clock).types(types).start();
      Served served =
          new Served(
              this,
              provider,
              Served.declared(id, kind, provider.baseUri(), mapping),
              Served.client(id, provider.baseUri()));
      open.add(served);
      return served;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Closes something with the scene.
  public <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  /// Harvests a source; a minute passes.
  public HarvestReceipt harvest(SourceConfig source, ScimClient client) {
    return harvest(source, ResourceReader.of(client));
  }

  /// Harvests a source from wherever; a minute passes.
  public HarvestReceipt harvest(SourceConfig source, ResourceReader reader) {
    sources.removeIf(other -> other.id().equals(source.id()));
    sources.add(source);
    HarvestReceipt receipt = harvester.harvest(source, reader, HarvestProgress.SILENT);
    clock.pass(Duration.ofMinutes(1));
    return receipt;
  }

  /// Correlates by [#RULES]; a minute passes.
  public Correlation correlate() {
    Correlation correlation = correlator().correlate();
    clock.pass(Duration.ofMinutes(1));
    return correlation;
  }

  public Correlator correlator() {
    return new Correlator(graph(), clock, List.copyOf(sources), RULES);
  }

  public GraphSnapshot snapshot() {
    return SnapshotReader.read(graph(), clock.instant());
  }

  /// The whole graph; see [GraphText].
  public SortedSet<String> text() {
    return GraphText.of(snapshot());
  }

  /// The history of access, oldest first: `APPEARED a -HOLDS-> b` or `REMOVED … since 2026-…`.
  public List<String> accessChanges() {
    return rows(
        """
        MATCH (c:AccessChange)
        RETURN c.change + ' ' + c.from + ' -' + c.kind + '-> ' + c.to
          + coalesce(' since ' + toString(c.firstSeen), '') AS line
        ORDER BY c.at, line
        """);
  }

  /// What is known of use, as `account entitlement last count`, and of its coverage.
  public List<String> usage() {
    return rows(
        """
        MATCH (u:Use)
        RETURN u.account + ' ' + u.entitlement + ' ' + toString(u.lastUsed) + ' ' + u.count AS line
        ORDER BY line
        UNION ALL
        MATCH (c:UsageCoverage)
        RETURN 'covers ' + c.source + ' ' + c.entitlement + ' ' + toString(c.from) + ' '
          + toString(c.to) AS line
        ORDER BY line
        """);
  }

  /// What a query of the test's own returns in its first column.
  public List<String> rows(String cypher) {
    try (var session = Shared.DRIVER.session()) {
      return session
          .run(cypher, Map.of())
          .list(row -> row.get(0).isNull() ? "null" : text(row.get(0)));
    }
  }

  private static String text(Value value) {
    return String.valueOf(value.asObject());
  }

  @Override
  public void close() {
    for (AutoCloseable each : open.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
