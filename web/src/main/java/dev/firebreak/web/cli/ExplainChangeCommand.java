package dev.firebreak.web.cli;

import dev.firebreak.analytics.attribution.Attribution;
import dev.firebreak.analytics.attribution.AttributionStory;
import dev.firebreak.analytics.attribution.RunComparison;
import dev.firebreak.analytics.attribution.RunComparison.Effect;
import dev.firebreak.analytics.attribution.RunComparison.Effects;
import dev.firebreak.analytics.attribution.RunComparisons;
import dev.firebreak.analytics.attribution.RunComparisons.Between;
import dev.firebreak.analytics.attribution.Shares;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.run.FindingStore;
import dev.firebreak.web.config.Firebreak;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain-change",
    mixinStandardHelpOptions = true,
    description = {
      "Tell whose reach changed between two analyses, and which change of access caused it.",
      "Shares are exact: they add up to the change."
    })
final class ExplainChangeCommand implements Callable<Integer> {

  private static final int LISTED = 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "The earlier analysis; the one before --to when absent.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "RUN",
      description = "The later analysis; the last when absent.")
  private @Nullable String to;

  @Parameters(
      paramLabel = "KEY",
      arity = "0..1",
      description = "The key of one identity or group; everybody when absent.")
  private @Nullable String key;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Firebreak firebreak = config.open()) {
      RunComparisons comparisons =
          new RunComparisons(firebreak.runStates(), new FindingStore(firebreak.graph()));
      return switch (between(comparisons)) {
        case Between.Known known -> {
          tell(known, out);
          yield ExitCode.OK;
        }
        case Between.NoSuchRun(String why) -> unusable(why);
        case Between.Unknown(var _, var _, String why) -> unusable(why);
      };
    } finally {
      out.flush();
    }
  }

  private Between between(RunComparisons comparisons) {
    try {
      return comparisons.between(from, to);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int unusable(String why) {
    spec.commandLine().getErr().println("firebreak: " + why);
    return ExitCode.UNUSABLE;
  }

  private void tell(Between.Known known, PrintWriter out) {
    RunComparison comparison = known.comparison();
    AttributionStory story = new AttributionStory(comparison.diff().after());
    out.printf(
        "from analysis %s (%s) to %s (%s)%n",
        known.from().id(),
        Wording.time(known.from().at()),
        known.to().id(),
        Wording.time(known.to().at()));
    if (key == null) {
      everybody(comparison, story, out);
      return;
    }
    Optional<Attribution> one = comparison.of(key);
    if (one.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Neither analysis knows a node with the key %s. The key of an identity is in the address of its page."
              .formatted(key));
    }
    out.println(story.of(one.get()));
    for (Attribution.Contribution part : one.get().contributions()) {
      Shares share = part.share();
      out.printf(
          "  %8s resources, %8s weight  %s%n",
          share == null ? "" : share.count().signed(),
          share == null ? "" : share.weighted().signed(),
          story.clause(part));
    }
  }

  private static void everybody(RunComparison comparison, AttributionStory story, PrintWriter out) {
    Effects effects = comparison.effects();
    out.printf("the reach of %s changed%n", Wording.identities(comparison.changed().size()));
    for (Effect effect : effects.effects().stream().limit(LISTED).toList()) {
      out.printf(
          "  %8s resources, %8s weight, %s: %s%n",
          effect.total().count().signed(),
          effect.total().weighted().signed(),
          Wording.identities(effect.identities()),
          story.clause(effect.causes()));
    }
    int more = effects.effects().size() - LISTED;
    if (more > 0) {
      out.printf("  and %,d smaller causes%n", more);
    }
    int left = comparison.changed().size() - effects.identities();
    if (left > 0) {
      out.printf("the changes of %,d more were not divided; ask for one by its key%n", left);
    }
    comparison.attributions(LISTED).forEach(one -> out.println(story.of(one)));
  }
}
