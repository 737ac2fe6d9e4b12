package dev.firebreak.demo.cli;

import dev.firebreak.demo.rolemining.RoleMiningCheck;
import dev.firebreak.demo.rolemining.RoleMiningSet;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.web.cli.ExitCode;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.LocalDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Loads role-mining sets through a SCIM service provider and compares effective access with the
/// data.
@Command(
    name = "role-mining",
    mixinStandardHelpOptions = true,
    description = {
      "Check effective access against published role-mining sets.",
      "Each is loaded over SCIM into a fresh graph; effective access, by Cypher and by Java, must equal",
      "the published pairs. Exit code 3 if a set differs."
    })
public final class RoleMiningCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder with the sets.")
  private Path folder = Path.of(".");

  @Parameters(
      index = "1..*",
      paramLabel = "SET",
      description = "Which sets (default: hc domino fire1 fire2 apj).")
  private List<String> sets = List.of();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(folder)) {
      throw new ConfigInvalid("There is no folder " + folder + ".", null);
    }
    LocalDatabase database =
        LocalDatabase.find()
            .orElseThrow(() -> new ConfigInvalid("This build contains no database.", null));
    List<RoleMiningSet> wanted = sets();
    boolean exact = true;
    out.printf(
        "%-8s %7s %6s %12s %8s %10s %10s %11s %9s %9s%n",
        "set",
        "users",
        "roles",
        "permissions",
        "pairs",
        "by Cypher",
        "by Java",
        "harvest s",
        "Cypher s",
        "Java s");
    for (RoleMiningSet set : wanted) {
      Path home = Files.createTempDirectory("firebreak-role-mining");
      try (LocalDatabase.Running running = database.start(home);
          IdentityGraph graph = IdentityGraph.connect(running.uri(), null, null)) {
        RoleMiningCheck.Result result = RoleMiningCheck.run(set, graph, Clock.systemUTC());
        exact &= result.exact();
        out.printf(
            "%-8s %,7d %,6d %,12d %,8d %10s %10s %11.1f %9.1f %9.1f%s%n",
            result.name(),
            result.users(),
            result.roles(),
            result.permissions(),
            result.pairs(),
            verdict(result.byCypher(), result.cypherEqual()),
            verdict(result.byJava(), result.javaEqual()),
            result.harvest().toMillis() / 1000.0,
            result.cypher().toMillis() / 1000.0,
            result.java().toMillis() / 1000.0,
            result.published() ? "" : "  (pairs implied by the roles: no file of pairs)");
        out.flush();
      } finally {
        delete(home);
      }
    }
    return exact ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private List<RoleMiningSet> sets() throws IOException {
    List<RoleMiningSet> wanted = new ArrayList<>();
    for (String name : sets.isEmpty() ? List.of("hc", "domino", "fire1", "fire2", "apj") : sets) {
      try {
        wanted.add(RoleMiningSet.read(folder, name));
      } catch (IllegalArgumentException e) {
        throw new ConfigInvalid(String.valueOf(e.getMessage()), e);
      }
    }
    return wanted;
  }

  private static String verdict(int found, boolean equal) {
    return equal ? "equal" : "%,d differ".formatted(found);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
