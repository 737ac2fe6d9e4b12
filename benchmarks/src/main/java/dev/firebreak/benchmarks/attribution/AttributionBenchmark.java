package dev.firebreak.benchmarks.attribution;

import dev.firebreak.analytics.attribution.Attribution;
import dev.firebreak.analytics.attribution.Attribution.Method;
import dev.firebreak.analytics.attribution.RadiusSums;
import dev.firebreak.analytics.attribution.RunComparison;
import dev.firebreak.analytics.attribution.RunComparison.Changed;
import dev.firebreak.analytics.attribution.Share;
import dev.firebreak.benchmarks.Comparison;
import dev.firebreak.benchmarks.Machine;
import dev.firebreak.benchmarks.TemporaryFolder;
import dev.firebreak.benchmarks.graph.GeneratedGraph.Mode;
import dev.firebreak.benchmarks.graph.GraphOptions;
import dev.firebreak.benchmarks.snapshot.HarvestedGraph;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.RunStates;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Some memberships and grants came and some went between two runs: the state is kept and read
/// back, both are compared, and the changes of those whose radius changed most are divided. At the
/// end the shares of each must add up to the change that the radii of both states say.
@Command(
    name = "attribution",
    mixinStandardHelpOptions = true,
    description = "What changed between two runs, and why.")
public final class AttributionBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GraphOptions options = new GraphOptions();

  @Option(names = "--rounds", defaultValue = "3", description = "Timed rounds.")
  private int rounds;

  @Option(
      names = "--changes",
      defaultValue = "200",
      description = "Memberships and grants that came, and as many that went.")
  private int changes;

  private @Nullable RunComparison comparison;
  private @Nullable List<Attribution> attributions;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    GraphSnapshot whole = HarvestedGraph.of(options.draw(Mode.BASE).snapshot());
    int[] changed = edges(whole);
    GraphSnapshot before = whole.without(IntStream.range(0, changes).map(i -> changed[i]));
    GraphSnapshot after = whole.without(IntStream.range(changes, 2 * changes).map(i -> changed[i]));
    out.printf(
        "attribution: %,d identities, %,d nodes, %,d edges, %,d changes, seed %d, %d rounds%n",
        options.identities(),
        whole.nodeCount(),
        whole.edgeCount(),
        2 * changes,
        options.seed(),
        rounds);
    out.print(Machine.line());
    out.flush();
    Path folder = TemporaryFolder.create();
    try {
      RunStates states = new RunStates(folder.resolve("runs"));
      new Comparison("the state of a run, edges", whole.edgeCount())
          .with(
              "kept",
              () -> TemporaryFolder.delete(folder.resolve("runs")),
              () -> states.keep("1", whole))
          .with("kept again, nothing changed", () -> {}, () -> states.keep("1", whole))
          .with("read back", () -> {}, () -> states.of("1", whole.asOf()))
          .run(1, rounds)
          .print(out);
      out.printf("  %,d bytes on disk, %,d in memory%n", size(folder), whole.bytes());
    } finally {
      TemporaryFolder.delete(folder);
    }
    new Comparison("two runs compared, identities", options.identities())
        .with("whose radius changed", () -> {}, () -> comparison = RunComparison.of(before, after))
        .with("why, for those that changed most", () -> {}, this::divide)
        .run(1, rounds)
        .print(out);
    boolean correct = correct(out);
    out.printf("%ncorrect: %s%n", correct ? "yes" : "no");
    out.flush();
    return correct ? 0 : 1;
  }

  private void divide() {
    attributions = Objects.requireNonNull(comparison).attributions(RunComparison.MOST_ATTRIBUTED);
  }

  private int[] edges(GraphSnapshot whole) {
    SplittableRandom random = new SplittableRandom(options.seed());
    return random
        .ints(0, whole.edgeCount())
        .filter(edge ->
            whole.edgeKind(edge) == EdgeKind.MEMBER_OF || whole.edgeKind(edge) == EdgeKind.HOLDS)
        .filter(edge -> whole.isReach(edge))
        .distinct()
        .limit(2L * changes)
        .toArray();
  }

  private boolean correct(PrintWriter out) {
    RunComparison made = Objects.requireNonNull(comparison);
    List<Attribution> divided = Objects.requireNonNull(attributions);
    boolean correct = true;
    int exact = 0;
    int parts = 0;
    for (int i = 0; i < divided.size(); i++) {
      Attribution one = divided.get(i);
      Changed is = made.changed().get(i);
      correct &= one.before().equals(is.before()) && one.after().equals(is.after());
      parts += one.contributions().size();
      if (one.method() == Method.SHAPLEY) {
        exact++;
        long sum =
            one.contributions().stream()
                .mapToLong(part -> Objects.requireNonNull(part.share()).weighted().units())
                .sum();
        RadiusSums change = one.change();
        correct &= sum == change.weighted() * Share.ONE;
      }
    }
    out.printf(
        "%n  %,d identities changed; of %,d divided, %,d by exact shares, %.1f causes each%n",
        made.changed().size(), divided.size(), exact, (double) parts / Math.max(1, divided.size()));
    return correct;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }
}
