package dev.firebreak.web.cli;

import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.Spare;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.export.CutAnswer;
import dev.firebreak.web.export.CutText;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.work.CutRequest;
import dev.firebreak.web.work.PlanningBasis;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "cut-plan",
    mixinStandardHelpOptions = true,
    description = {
      "The changes that reach a goal within a budget; nothing is changed.",
      "The goal is one of: --share, so much of the crown-jewel exposure goes; --from and --to, nobody"
          + " there reaches anything there; --close, findings no longer hold.",
      "Access that was used, and access of which nobody can tell, is left alone unless asked"
          + " otherwise. Exact by minimum cut for --from with --to and for one toxic combination;"
          + " otherwise greedy, and it says so."
    })
final class CutPlanCommand implements Callable<Integer> {

  /// How the answer is written.
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      description = "How much of the exposure is to go, for example 90.")
  private @Nullable Double share;

  @Option(
      names = "--from",
      paramLabel = "KEY",
      description = "Who is to reach less, an identity, account or group; may be repeated.")
  private List<String> from = List.of();

  @Option(
      names = "--to",
      paramLabel = "KEY",
      description = "What is to be reached less; may be repeated.")
  private List<String> to = List.of();

  @Option(
      names = "--close",
      paramLabel = "FINDING",
      description = "The short name of an open finding; may be repeated.")
  private List<String> findings = List.of();

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "The most changes (default: remediation.max-changes).")
  private @Nullable Integer budget;

  @Option(
      names = "--spare",
      paramLabel = "used_and_unknown|used|nothing",
      defaultValue = "used_and_unknown",
      description =
          "What is left alone: used_and_unknown (default), only what was used, or nothing.")
  private Spare spare = Spare.USED_AND_UNKNOWN;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (default) or json.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CutRequest request = request();
    try (Firebreak firebreak = config.open()) {
      PlanningBasis basis = PlanningBasis.read(firebreak, firebreak.snapshot());
      CutPlan plan = cut(basis, request);
      CutAnswer answer = CutAnswer.of(plan, basis.effect(request, plan));
      switch (format) {
        case TEXT -> CutText.write(answer, out);
        case JSON -> out.println(JsonMapper.builder().build().writeValueAsString(answer));
      }
      out.flush();
      config.hintIfNeverHarvested(firebreak, spec.commandLine().getErr());
      return plan.attained() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }

  private CutRequest request() {
    CutRequest request = new CutRequest(findings, from, to, share, budget, spare);
    try {
      request.require();
      return request;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private CutPlan cut(PlanningBasis basis, CutRequest request) {
    try {
      return basis.cut(request);
    } catch (IllegalArgumentException | NotThere e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
