package dev.firebreak.benchmarks.load;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.TemporaryFolder;
import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.benchmarks.snapshot.HarvestedGraph;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server as it is in production, over a graph as large as wanted: what each page and each read
/// of the API takes, by the clock of a reader on the same machine, and what is on the heap
/// afterwards. What it says of some identities is compared with a search of the drawn graph.
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "What each page and each read of the API takes.")
public final class LoadBenchmark implements Callable<Integer> {

  private static final int CHECKED = 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--calls", defaultValue = "40", description = "Timed calls of each address.")
  private int calls;

  @Option(names = "--only", defaultValue = "", description = "Only addresses that contain this.")
  private String only = "";

  @Option(
      names = "--folder",
      description = "Where the graph is kept, to be used again; a temporary one when absent.")
  private @Nullable Path folder;

  private final JsonMapper json = JsonMapper.builder().build();

  /// What an identity of the drawn graph reaches.
  ///
  /// @param key as it stands in an address
  private record Expected(String key, int resources, long weighted) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path kept = folder == null ? TemporaryFolder.create() : folder;
    try {
      GraphSnapshot[] drawn = {HarvestedGraph.of(options.draw(Mode.BASE).snapshot())};
      out.printf(
          "load: %,d identities, %,d nodes, %,d edges, seed %d, %d calls of each address%n",
          drawn[0].nodes(NodeKind.IDENTITY).count(),
          drawn[0].nodeCount(),
          drawn[0].edgeCount(),
          options.seed(),
          calls);
      out.print(Machine.line());
      out.flush();
      Map<String, List<String>> pools = Pools.of(drawn[0], options.seed());
      List<Expected> expected =
          expected(drawn[0].at(Instant.now()), pools.getOrDefault("identity", List.of()));
      String what = options.identities() + " identities, seed " + options.seed();
      timed(out, "graph written", () -> Served.load(kept, what, () -> drawn[0]));
      drawn[0] = GraphSnapshot.builder(drawn[0].asOf()).build();
      boolean correct = measure(out, kept, pools, expected);
      out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
      out.flush();
      return correct ? 0 : 1;
    } finally {
      if (folder == null) {
        TemporaryFolder.delete(kept);
      }
    }
  }

  private static List<Expected> expected(GraphSnapshot drawn, List<String> keys) {
    List<Expected> expected = new ArrayList<>();
    for (String key : keys.subList(0, CHECKED)) {
      BlastRadius radius = BlastRadius.of(drawn, drawn.find(Visitor.decoded(key)).orElseThrow());
      expected.add(new Expected(key, radius.count(), radius.weighted()));
    }
    return expected;
  }

  private boolean measure(
      PrintWriter out, Path kept, Map<String, List<String>> pools, List<Expected> expected)
      throws Exception {
    try (Served served = Served.start(kept)) {
      AnalysisRun[] run = new AnalysisRun[1];
      timed(out, "all analyses", () -> run[0] = served.analyse());
      Visitor visitor = served.visitor();
      timed(out, "the first page after them", () -> visitor.get("/"));
      pools.put("finding", findings(visitor, run[0]));
      Timings timings = new Timings(visitor, new Reads(pools, options.seed()), calls, out);
      boolean pages = timings.of("pages", narrowed(Reads.PAGES));
      boolean api = timings.of("API", narrowed(Reads.API));
      timings.of("over the whole graph, not in the next line", narrowed(Reads.WHOLE));
      out.printf(
          "%np95 of each under %.0f ms: %s%n", Timings.LIMIT_MILLIS, pages && api ? "yes" : "no");
      out.print(Heap.line());
      boolean same = all(visitor, run[0], out);
      return reach(visitor, expected, out) && same && timings.answered();
    }
  }

  private List<String> narrowed(List<String> addresses) {
    return addresses.stream().filter(address -> address.contains(only)).toList();
  }

  /// Some findings of each kind.
  private List<String> findings(Visitor visitor, AnalysisRun run) throws Exception {
    List<String> ids = new ArrayList<>();
    for (FindingKind kind : run.byKind().keySet()) {
      read(visitor, "/api/v1/findings?size=50&kind=" + kind)
          .get("findings")
          .forEach(one -> ids.add(one.get("id").asString()));
    }
    return ids;
  }

  private boolean all(Visitor visitor, AnalysisRun run, PrintWriter out) throws Exception {
    int open = run.bySeverity().values().stream().mapToInt(Integer::intValue).sum();
    int listed = read(visitor, "/api/v1/findings?size=1").get("total").asInt();
    out.printf("findings: %,d open after the analyses, %,d listed%n", open, listed);
    return listed == open;
  }

  private boolean reach(Visitor visitor, List<Expected> expected, PrintWriter out)
      throws Exception {
    boolean same = true;
    for (Expected one : expected) {
      JsonNode reach = read(visitor, "/api/v1/identities?key=" + one.key()).get("reach");
      same &=
          reach.get("count").asInt() == one.resources()
              && reach.get("weighted").asLong() == one.weighted();
    }
    out.printf(
        "reach of %d identities as in the drawn graph: %s%n", expected.size(), same ? "yes" : "no");
    return same;
  }

  private JsonNode read(Visitor visitor, String address) throws Exception {
    return json.readTree(visitor.get(address).text());
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void timed(PrintWriter out, String what, Step step) throws Exception {
    long begun = System.nanoTime();
    step.run();
    out.printf("%s in %,d ms%n", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    out.flush();
  }
}
