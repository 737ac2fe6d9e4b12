package dev.firebreak.web.cli;

import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.whatif.IdentityChange;
import dev.firebreak.analytics.whatif.IdentityChange.Resource;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.whatif.QuestionFile;
import dev.firebreak.web.whatif.QuestionReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "what-if",
    mixinStandardHelpOptions = true,
    description = {
      "Who would reach more or less, and which findings would open and close, if access were taken"
          + " away or given. Nothing is written.",
      "The file, YAML or JSON, has at, remove, add, accounts and patches."
    })
final class WhatIfCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "FILE", description = "The changes to suppose.")
  private Path file = Path.of("what-if.yaml");

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many identities are listed (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (default) or json, one object.")
  private AnswerFormat format = AnswerFormat.TEXT;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    QuestionFile asked = QuestionFile.read(file);
    try (Firebreak firebreak = config.open()) {
      WhatIf outcome = answer(asked, firebreak);
      if (format == AnswerFormat.JSON) {
        AnswerFormat.print(out, outcome);
      } else {
        print(out, outcome);
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  private static WhatIf answer(QuestionFile asked, Firebreak firebreak) {
    try {
      GraphSnapshot snapshot =
          QuestionReader.asked(asked.question(), firebreak.snapshot(), firebreak.clock().instant());
      return WhatIf.of(
          snapshot,
          QuestionReader.changes(asked.question(), snapshot, firebreak.sources()::find),
          AnalysisInputs.read(firebreak.graph(), firebreak.analysisRules()));
    } catch (WhatIfRefused refused) {
      throw asked.refusal(refused);
    }
  }

  private void print(PrintWriter out, WhatIf outcome) {
    out.printf(
        "%,d %s would reach other resources; all blast radii together %,d instead of %,d%n",
        outcome.identities().size(),
        outcome.identities().size() == 1 ? "identity" : "identities",
        outcome.radiusTotalAfter(),
        outcome.radiusTotal());
    outcome.identities().stream().limit(limit).forEach(change -> print(out, change));
    if (outcome.identities().size() > limit) {
      out.printf("  and %,d more; see --limit%n", outcome.identities().size() - limit);
    }
    print(out, "would open", outcome.opened());
    print(out, "would close", outcome.closed());
  }

  private static void print(PrintWriter out, IdentityChange change) {
    out.printf(
        "  %s (%s): %,d instead of %,d, resources %,d instead of %,d, crown jewels %,d instead of"
            + " %,d%n",
        change.identity().name(),
        change.identity().key(),
        change.after().weighted(),
        change.before().weighted(),
        change.after().count(),
        change.before().count(),
        change.after().crownJewels(),
        change.before().crownJewels());
    print(out, "gains", change.gained(), change.mostGained());
    print(out, "loses", change.lost(), change.mostLost());
  }

  private static void print(PrintWriter out, String verb, int total, List<Resource> most) {
    if (total > 0) {
      String names =
          most.stream()
              .limit(3)
              .map(each -> each.resource().name())
              .collect(Collectors.joining(", "));
      out.printf("    %s %,d: %s%s%n", verb, total, names, total > 3 ? " …" : "");
    }
  }

  private static void print(PrintWriter out, String what, List<Finding> findings) {
    out.printf("%,d %s %s%n", findings.size(), findings.size() == 1 ? "finding" : "findings", what);
    findings.forEach(
        finding -> out.printf("  %s %s: %s%n", finding.id(), finding.severity(), finding.story()));
  }
}
