package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceInUse;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.run.Pause;
import dev.firebreak.remediation.run.Waiter;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.work.BrakeOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Pauses and resumes remediation from the console: by the journal where no server works on it,
/// else by an order to that server.
abstract class BrakeCommand implements Callable<Integer> {

  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final int TRIES = 150;
  private static final int SHORTEST_REASON = 4;

  private final boolean pause;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for those who wonder and for an auditor.")
  private String reason = "";

  /// @param pause whether to pause; else to resume
  BrakeCommand(boolean pause) {
    this.pause = pause;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (reason.strip().length() < SHORTEST_REASON) {
      throw new ConfigInvalid(
          "--reason: say why, in %d characters or more; an auditor will read it."
              .formatted(SHORTEST_REASON),
          null);
    }
    FirebreakConfig installation = config.load();
    PrintWriter out = spec.commandLine().getOut();
    String by = "command line (" + System.getProperty("user.name") + ")";
    BrakeOrder order = new BrakeOrder(pause, by, reason.strip());
    try (EvidenceLog log = Firebreak.openEvidence(installation, Clock.systemUTC())) {
      out.println(written(log, order));
      return ExitCode.OK;
    } catch (EvidenceInUse server) {
      return ordered(installation, order, out);
    }
  }

  private static String written(EvidenceLog log, BrakeOrder order) {
    Optional<Pause> before = Pause.in(log);
    if (order.pause()) {
      log.append(new Evidence.RemediationPaused(order.by(), order.reason()));
      return Pause.in(log).orElseThrow().sentence();
    }
    if (before.isEmpty()) {
      return "Remediation is not paused.";
    }
    log.append(new Evidence.RemediationResumed(order.by(), order.reason()));
    return "Remediation is resumed.";
  }

  private static int ordered(FirebreakConfig config, BrakeOrder order, PrintWriter out)
      throws InterruptedException {
    order.leave(config.dataDir());
    for (int i = 0; i < TRIES; i++) {
      Optional<String> said = BrakeOrder.answer(config.dataDir());
      if (said.isPresent()) {
        out.println(said.get());
        return ExitCode.OK;
      }
      Waiter.REAL.pause(BETWEEN);
    }
    out.println(
        "Another Firebreak process works on the data folder and has not answered. The order stays"
            + " there for a server; to be sure that nothing is sent, stop that process.");
    return ExitCode.FOLDER_IN_USE;
  }
}
