package dev.firebreak.benchmarks.snapshot;

import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.TemporaryFolder;
import dev.firebreak.benchmarks.graph.GeneratedGraph;
import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.embedded.EmbeddedNeo4j;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.SnapshotReader;
import dev.firebreak.graph.snapshot.SnapshotStore;
import dev.firebreak.graph.store.IdentityGraph;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// From the graph to a snapshot: by columns, where the graph is not too large for it also by rows,
/// from disk, and refreshed after a change; and what a snapshot takes of the heap. The database
/// runs in the same process, so that its CPU time counts.
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "From the graph to a snapshot in memory.")
public final class SnapshotBenchmark implements Callable<Integer> {

  private static final int PAGE = 25_000;
  private static final int ROWS_UP_TO = 20_000;
  private static final Instant AS_OF = GeneratedGraph.AS_OF;

  record Size(int size) {}

  record PageEnd(String key) {}

  record KeysUpTo(String after, String last) {}

  record Ends(List<Long> from, List<Long> to) {}

  record Change(String key, String name) {}

  static final Query<Size, PageEnd> PAGE_ENDS =
      Query.read("benchmarks/page-ends", Size.class, PageEnd.class);
  static final Query<KeysUpTo, Ends> TOPOLOGY =
      Query.read("benchmarks/topology", KeysUpTo.class, Ends.class);
  static final Query<Change, None> CHANGE =
      Query.write("benchmarks/change-part", Change.class, None.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--rounds", defaultValue = "3", description = "Timed rounds.")
  private int rounds;

  @Option(
      names = "--memory-only",
      description = "Only what the snapshot takes of the heap, without a database.")
  private boolean memoryOnly;

  private boolean correct = true;
  private int changes;
  private @Nullable GraphSnapshot read;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "snapshot: %,d identities, seed %d, %d rounds%n",
        options.identities(), options.seed(), rounds);
    out.print(Machine.line());
    out.flush();
    if (memoryOnly) {
      memory(out, this::draw);
    } else {
      throughTheDatabase(out);
    }
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private GraphSnapshot draw() {
    return HarvestedGraph.of(options.draw(Mode.BASE).snapshot());
  }

  private void throughTheDatabase(PrintWriter out) throws Exception {
    GraphSnapshot made = draw();
    Path folder = TemporaryFolder.create();
    try (EmbeddedNeo4j server = EmbeddedNeo4j.start(folder.resolve("graph"));
        IdentityGraph graph = IdentityGraph.connect(server.uri(), null, null)) {
      GraphLoad.load(made, graph);
      reading(graph, made).print(out);
      keeping(graph, folder, made).print(out);
      read = null;
      memory(out, () -> SnapshotReader.read(graph, AS_OF));
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private Comparison reading(IdentityGraph graph, GraphSnapshot made) throws Exception {
    List<String> ends = graph.ask(PAGE_ENDS, new Size(PAGE)).stream().map(PageEnd::key).toList();
    Comparison comparison =
        new Comparison("edges read, with all nodes", made.edgeCount())
            .with("firebreak, by columns", () -> {}, () -> read = SnapshotReader.read(graph, AS_OF))
            .with("only the ends of the edges", () -> {}, () -> topology(graph, ends, made));
    if (options.identities() <= ROWS_UP_TO) {
      comparison.with("a row for each", () -> {}, () -> read = RowReader.read(graph, AS_OF));
      same(RowReader.read(graph, AS_OF), made);
    }
    same(SnapshotReader.read(graph, AS_OF), made);
    return comparison.run(2, rounds);
  }

  private void topology(IdentityGraph graph, List<String> ends, GraphSnapshot made) {
    int edges =
        graph.inOneRead(reading -> {
          int[] count = {0};
          String after = "";
          for (String last : ends) {
            reading.scan(
                TOPOLOGY,
                new KeysUpTo(after, last),
                row -> count[0] += ((List<?>) row.getOrDefault("to", List.of())).size());
            after = last;
          }
          return count[0];
        });
    require(edges == made.edgeCount());
  }

  private Comparison keeping(IdentityGraph graph, Path folder, GraphSnapshot made)
      throws Exception {
    SnapshotStore store = new SnapshotStore(graph, null);
    store.at(AS_OF);
    new SnapshotStore(graph, folder).at(AS_OF);
    String ofApplication = key(made, "ledger/");
    String ofDirectory = key(made, "directory/");
    Comparison comparison =
        new Comparison("edges of a snapshot", made.edgeCount())
            .with(
                "firebreak, read in full", () -> {}, () -> read = SnapshotReader.read(graph, AS_OF))
            .with(
                "from disk",
                () -> new SnapshotStore(graph, folder).at(AS_OF),
                () -> read = new SnapshotStore(graph, folder).at(AS_OF))
            .with("refreshed, nothing changed", () -> store.at(AS_OF), () -> read = store.at(AS_OF))
            .with(
                "refreshed, an application changed",
                () -> change(graph, ofApplication, store),
                () -> read = store.at(AS_OF))
            .with(
                "refreshed, the directory changed",
                () -> change(graph, ofDirectory, store),
                () -> read = store.at(AS_OF))
            .run(1, rounds);
    same(store.at(AS_OF), SnapshotReader.read(graph, AS_OF));
    require(store.at(AS_OF).name(made.find(ofDirectory).orElseThrow()).startsWith("Changed "));
    return comparison;
  }

  private void change(IdentityGraph graph, String key, SnapshotStore store) {
    store.at(AS_OF);
    graph.apply(CHANGE, new Change(key, "Changed " + changes++));
  }

  private static String key(GraphSnapshot snapshot, String prefix) {
    return IntStream.range(0, snapshot.nodeCount())
        .mapToObj(snapshot::key)
        .filter(key -> key.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  /// What the arrays say they take, and what the heap says.
  private void memory(PrintWriter out, Supplier<GraphSnapshot> made) {
    long before = used();
    GraphSnapshot snapshot = made.get();
    long after = used();
    double counted = (double) snapshot.bytes() / snapshot.edgeCount();
    out.printf(
        "%nmemory: %,d nodes, %,d edges, %,d MB, %.1f bytes for each edge by the arrays, %.1f by the"
            + " heap%n",
        snapshot.nodeCount(),
        snapshot.edgeCount(),
        snapshot.bytes() >> 20,
        counted,
        (double) (after - before) / snapshot.edgeCount());
    require(counted <= 64);
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Every node and edge, field by field.
  private void same(GraphSnapshot one, GraphSnapshot other) {
    require(one.nodeCount() == other.nodeCount() && one.edgeCount() == other.edgeCount());
    require(IntStream.range(0, other.nodeCount()).allMatch(i -> one.node(i).equals(other.node(i))));
    require(
        IntStream.range(0, other.edgeCount())
            .allMatch(
                i -> one.edge(i).equals(other.edge(i)) && one.isReach(i) == other.isReach(i)));
  }

  private void require(boolean holds) {
    correct &= holds;
  }
}
