package dev.firebreak.web.cli;

import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.AnalysisRun;
import dev.firebreak.web.config.Firebreak;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "analyse",
    mixinStandardHelpOptions = true,
    description =
        "Look for toxic combinations, wide reach, unused entitlements, leavers, orphans, outliers"
            + " and groups, safes and accounts that are not kept in order.")
final class AnalyseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Firebreak firebreak = config.open()) {
      AnalysisRun run = firebreak.analyse();
      out.printf(
          "analysis %s: %,d nodes, %,d edges; %,d findings opened, %,d persist, %,d resolved; %,d"
              + " ms%n",
          run.id(),
          run.nodes(),
          run.edges(),
          run.opened(),
          run.persisting(),
          run.resolved(),
          run.tookMillis());
      run.byKind().entrySet().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(entry ->
              out.printf("  %,5d %s%n", entry.getValue(), words(entry.getValue(), entry.getKey())));
      if (run.byKind().isEmpty()) {
        config.hintIfNeverHarvested(firebreak, spec.commandLine().getErr());
      }
      return ExitCode.OK;
    }
  }

  private static String words(int count, FindingKind kind) {
    if (count == 1) {
      return kind.word();
    }
    return switch (kind) {
      case TOXIC -> "toxic combinations";
      case BLAST_RADIUS -> "blast radii";
      case UNUSED -> "unused entitlements";
      case LEAVER -> "leavers with access";
      case ORPHAN -> "orphaned accounts";
      case OWNERLESS -> "service accounts without owner";
      case OUTLIER -> "outliers among peers";
      case DORMANT -> "dormant accounts";
      case OUTSIDE_VAULT -> "grants of privileged access outside a vault";
      case STANDING_PRIVILEGE -> "standing privileges";
      case SHARED -> "shared accounts";
      case SAFE -> "safes kept by too few";
      case DRIFT -> "drifts between sources";
      case GROUP_CYCLE -> "nested-group cycles";
      case EMPTY_GROUP -> "empty groups";
      case DUPLICATE_GROUP -> "duplicate groups";
      case QUARANTINE -> "quarantined harvests";
    };
  }
}
