package dev.firebreak.web.cli;

import dev.firebreak.analytics.whatif.ChokePoint;
import dev.firebreak.analytics.whatif.ChokePoints;
import dev.firebreak.analytics.whatif.Place;
import dev.firebreak.web.config.Firebreak;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "choke-points",
    mixinStandardHelpOptions = true,
    description = {
      "The nodes and edges whose removal would shrink the blast radii of everybody most.",
      "Each with its share of all that is reached, the weight lost and how many identities lose it."
    })
final class ChokePointsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many nodes and how many edges (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (default) or json, one object.")
  private AnswerFormat format = AnswerFormat.TEXT;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1.");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Firebreak firebreak = config.open()) {
      ChokePoints points = ChokePoints.of(firebreak.snapshot(), limit);
      if (format == AnswerFormat.JSON) {
        AnswerFormat.print(out, points);
      } else {
        print(out, points);
      }
      out.flush();
      config.hintIfNeverHarvested(firebreak, spec.commandLine().getErr());
      return ExitCode.OK;
    }
  }

  private static void print(PrintWriter out, ChokePoints points) {
    out.printf("all blast radii together: %,d%n", points.total());
    out.printf("%,d nodes%n", points.nodes().size());
    points.nodes().forEach(point -> line(out, point, name(point.node())));
    out.printf("%,d edges%n", points.edges().size());
    points
        .edges()
        .forEach(point ->
            line(
                out,
                point,
                "%s %s %s".formatted(name(point.from()), point.kind().word(), name(point.to()))));
  }

  private static void line(PrintWriter out, ChokePoint point, String what) {
    out.printf(
        Locale.ROOT,
        "  %5.1f %%  %,d from %,d identities  %s%n",
        100 * point.share(),
        point.loss(),
        point.identities(),
        what);
  }

  private static String name(Place place) {
    return place.name() + " (" + place.key() + ")";
  }
}
