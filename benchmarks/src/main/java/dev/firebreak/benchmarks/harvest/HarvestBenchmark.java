package dev.firebreak.benchmarks.harvest;

import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.TemporaryFolder;
import dev.firebreak.graph.query.Parameters;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.ResourceReader;
import dev.firebreak.ingest.map.MappedRows;
import dev.firebreak.ingest.map.ResourceMapping;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// From pages to a graph: fetching, parsing and mapping against a tree of each whole page, writing
/// against the plainest Cypher that leaves the same nodes and edges, and a harvest in which nothing
/// changed against the first.
@Command(
    name = "harvest",
    mixinStandardHelpOptions = true,
    description = "From the pages of a source to the graph.")
public final class HarvestBenchmark implements Callable<Integer> {

  private static final int PAGE = 1_000;
  private static final int BATCH = 5_000;
  private static final List<ResourceType> TYPES =
      List.of(ResourceType.ENTITLEMENT, ResourceType.GROUP, ResourceType.USER);

  /// Rows as maps, as anybody would send them.
  record Plain(List<Map<String, Object>> rows) {}

  record Shape(long nodes, long edges) {}

  static final Query<Plain, None> NODES =
      Query.write("benchmarks/plain-nodes", Plain.class, None.class);
  static final Query<Plain, None> MEMBERSHIPS =
      Query.write("benchmarks/plain-memberships", Plain.class, None.class);
  static final Query<Plain, None> GRANTS =
      Query.write("benchmarks/plain-grants", Plain.class, None.class);
  static final Query<None, Shape> SHAPE = Query.read("benchmarks/shape", None.class, Shape.class);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--users", defaultValue = "20000", description = "How many users the source has.")
  private int users;

  @Option(names = "--rounds", defaultValue = "3", description = "Timed rounds.")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "What the source is made from.")
  private long seed;

  @Option(
      names = "--once",
      description =
          "Only harvest into an empty graph and again, and tell the heap: for a source as large as memory allows.")
  private boolean once;

  private @Nullable Firebreak open;
  private @Nullable HarvestReceipt receipt;
  private boolean correct = true;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Population population = Population.of(users, seed);
    out.printf(
        "harvest: %,d users, %,d resources, %,d edges, page %,d, seed %d, %d rounds%n",
        users, population.size(), population.edges(), PAGE, seed, rounds);
    out.print(Machine.line());
    out.flush();
    Path folder = TemporaryFolder.create();
    try (PageServerProcess server = PageServerProcess.start(users, seed)) {
      Path config = config(folder, server.baseUri());
      SourceConfig source = Objects.requireNonNull(ConfigFile.load(config).sources()).getFirst();
      if (once) {
        once(folder, source, population, out);
      } else {
        reading(source, population).print(out);
        writing(folder, source, population).print(out);
        again(folder, source, population).print(out);
      }
    } finally {
      close();
      TemporaryFolder.delete(folder);
    }
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  /// Page after page to rows; nothing is written.
  private Comparison reading(SourceConfig source, Population population) throws Exception {
    return new Comparison("resources fetched, parsed and mapped", population.size())
        .with("firebreak", () -> {}, () -> check(mapped(source), population))
        .with("a Jackson tree of each page", () -> {}, () -> check(trees(source), population))
        .with("fetched only, not parsed", () -> {}, () -> fetch(source, _ -> {}))
        .run(3, rounds * 3);
  }

  private void check(MappedRows rows, Population population) {
    int edges = rows.edges().values().stream().mapToInt(List::size).sum();
    require(rows.nodeCount() >= population.size() && edges == population.edges());
  }

  private void require(boolean holds) {
    correct &= holds;
  }

  private static MappedRows mapped(SourceConfig source) {
    ResourceMapping mapping = new ResourceMapping(source, List.of());
    MappedRows rows = MappedRows.empty();
    try (ScimClient client = new ScimClient(source.connection(), Clock.systemUTC())) {
      for (ResourceType type : TYPES) {
        client.list(type.endpoint(), Map.of(), resource -> mapping.map(type, resource, rows));
      }
    }
    return rows;
  }

  private static MappedRows trees(SourceConfig source) throws IOException, InterruptedException {
    ResourceMapping mapping = new ResourceMapping(source, List.of());
    MappedRows rows = MappedRows.empty();
    fetch(
        source,
        page -> {
          JsonNode list = JSON.readTree(page);
          for (JsonNode node : list.path("Resources")) {
            ScimResource resource = new ScimResource((ObjectNode) node);
            ResourceType type = type(resource.text("meta.resourceType").orElseThrow());
            mapping.map(type, resource, rows);
          }
        });
    return rows;
  }

  private static ResourceType type(String name) {
    return TYPES.stream().filter(type -> type.typeName().equals(name)).findFirst().orElseThrow();
  }

  private interface Page {
    void take(byte[] body);
  }

  private static void fetch(SourceConfig source, Page each)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (ResourceType type : TYPES) {
        for (int start = 1; ; start += PAGE) {
          URI page =
              URI.create(
                  "%s%s?startIndex=%d&count=%d"
                      .formatted(source.baseUrl(), type.endpoint(), start, PAGE));
          byte[] body =
              client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofByteArray()).body();
          if (body.length < 200) {
            break;
          }
          each.take(body);
        }
      }
    }
  }

  /// A first harvest into an empty graph, against the same reading and the plainest writes. Both
  /// are warm only after three rounds: before, most of what they take is compiling them.
  private Comparison writing(Path folder, SourceConfig source, Population population)
      throws Exception {
    return new Comparison("resources harvested into an empty graph", population.size())
        .with(
            "read, then plain UNWIND and MERGE",
            () -> reopen(folder),
            () -> {
              plain(mapped(source));
              shape(population);
            })
        .with(
            "firebreak, first harvest",
            () -> reopen(folder),
            () -> {
              harvest(source);
              shape(population);
            })
        .run(3, rounds);
  }

  /// Harvests in which nothing has changed since the first.
  private Comparison again(Path folder, SourceConfig source, Population population)
      throws Exception {
    return new Comparison("resources harvested", population.size())
        .with("firebreak, first harvest", () -> reopen(folder), () -> harvest(source))
        .with(
            "firebreak, nothing changed",
            () -> {},
            () -> {
              harvest(source);
              shape(population);
              require(
                  receipt != null
                      && receipt.counts().nodesCreated() == 0
                      && receipt.counts().edgesCreated() == 0
                      && receipt.counts().edgesDeleted() == 0);
            })
        .run(1, rounds);
  }

  /// What a harvest of everything takes of a heap that is given, the database in the same process.
  private void once(Path folder, SourceConfig source, Population population, PrintWriter out)
      throws IOException {
    reopen(folder);
    for (String which : List.of("into an empty graph", "again")) {
      Instant begun = Instant.now();
      harvest(source);
      out.printf(
          "%,d resources harvested %s in %,d s; heap after the last collection %,d MB, -Xmx %,d MB%n",
          population.size(),
          which,
          Duration.between(begun, Instant.now()).toSeconds(),
          heapAfterCollections() >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
      out.flush();
    }
    shape(population);
  }

  private static long heapAfterCollections() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  private void plain(MappedRows rows) {
    Firebreak firebreak = opened();
    for (List<? extends Record> nodes :
        List.of(rows.accounts(), rows.groups(), rows.entitlements())) {
      batches(nodes, part -> firebreak.graph().apply(NODES, new Plain(part)));
    }
    batches(
        rows.edges().getOrDefault(EdgeKind.MEMBER_OF, List.of()),
        part -> firebreak.graph().apply(MEMBERSHIPS, new Plain(part)));
    batches(
        rows.edges().getOrDefault(EdgeKind.HOLDS, List.of()),
        part -> firebreak.graph().apply(GRANTS, new Plain(part)));
  }

  private interface Batch {
    void write(List<Map<String, Object>> rows);
  }

  private static void batches(List<? extends Record> rows, Batch write) {
    for (int i = 0; i < rows.size(); i += BATCH) {
      write.write(
          rows.subList(i, Math.min(rows.size(), i + BATCH)).stream()
              .map(HarvestBenchmark::plainly)
              .toList());
    }
  }

  private static Map<String, Object> plainly(Record row) {
    Map<String, Object> map = Parameters.of(row);
    map.values().removeIf(Objects::isNull);
    return map;
  }

  private void harvest(SourceConfig source) {
    Firebreak firebreak = opened();
    receipt =
        firebreak
            .harvester()
            .harvest(
                source,
                ResourceReader.of(firebreak.sources().client(source)),
                HarvestProgress.SILENT);
    require(receipt.complete());
  }

  private void shape(Population population) {
    Shape shape = opened().graph().ask(SHAPE, None.NONE).getFirst();
    require(shape.nodes() == population.size() && shape.edges() == population.edges());
  }

  private Firebreak opened() {
    if (open == null) {
      throw new IllegalStateException("no installation is open");
    }
    return open;
  }

  private void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private void reopen(Path folder) throws IOException {
    close();
    TemporaryFolder.delete(folder.resolve("data"));
    open = Firebreak.open(ConfigFile.load(folder.resolve("firebreak.yaml")), Clock.systemUTC());
  }

  private static Path config(Path folder, URI baseUri) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "benchmark");
    return Files.writeString(
        folder.resolve("firebreak.yaml"),
        """
        data-dir: data
        sources:
          - id: bench
            kind: application
            base-url: %s
            allow-http: true
            page-size: %d
            resources: [entitlement, group, user]
            auth: {bearer: "file:%s"}
        """
            .formatted(baseUri, PAGE, token));
  }
}
