package dev.firebreak.web.cli;

import dev.firebreak.ingest.harvest.Cancellation;
import dev.firebreak.ingest.harvest.HarvestPace;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.Harvester.AcceptedDrop;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "harvest",
    mixinStandardHelpOptions = true,
    description = "Read the sources into the graph, correlate accounts, read usage feeds.")
final class HarvestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--source",
      paramLabel = "ID",
      description = "Only this source; may be given more than once.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--changes",
      description = {
        "Read only what changed since the graph last followed a source, where it can be asked for",
        "that or pushes notices; everything elsewhere."
      })
  private boolean changes;

  @Option(
      names = "--anew",
      description = "Begin anew, also where a harvest that was cut off could be continued.")
  private boolean anew;

  @Option(
      names = "--accept-drop",
      paramLabel = "ID",
      description = {
        "Believe the harvest of this source that is in quarantine, and read nothing: what it did not",
        "see is removed. May be given more than once."
      })
  private List<String> accepted = new ArrayList<>();

  @Option(names = "--quiet", description = "Do not tell how far the harvest is.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Cancellation cancellation = new Cancellation();
    try (var _ = new Interruption(cancellation, person());
        Firebreak firebreak = config.open()) {
      if (!accepted.isEmpty()) {
        return accept(firebreak, out);
      }
      List<SourceConfig> wanted = wanted(firebreak);
      if (wanted.isEmpty()) {
        throw new ConfigInvalid("The configuration declares no sources to harvest.", null);
      }
      HarvestProgress lines =
          quiet
              ? HarvestProgress.SILENT
              : new ProgressLines(
                  err,
                  looksOn(),
                  new HarvestPace(firebreak.clock(), Firebreak.endpoints(wanted)),
                  firebreak.clock());
      HarvestProgress progress = cancellation.endable(lines);
      if (anew) {
        wanted.forEach(source -> firebreak.harvester().forget(source.id()));
      }
      HarvestReport report =
          changes ? firebreak.update(wanted, progress) : firebreak.harvest(wanted, progress);
      report.receipts().forEach(receipt -> out.println(receipt.summary()));
      int unmatched = report.correlation().unmatched().size();
      out.printf(
          "%,d identities; %,d %s to nobody%n",
          report.correlation().identities().size(),
          unmatched,
          unmatched == 1 ? "account belongs" : "accounts belong");
      report.problems().forEach(problem -> err.println("note: " + problem));
      if (cancellation.wished()) {
        err.println(
            "cancelled: what was read stays in the graph, and a source that was not read to its end lost nothing");
        err.flush();
        return ExitCode.CANCELLED;
      }
      return report.complete() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }

  private static String person() {
    return "command line (" + System.getProperty("user.name") + ")";
  }

  /// Whether a person sits at the terminal that the progress goes to.
  private static boolean looksOn() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  private int accept(Firebreak firebreak, PrintWriter out) throws IOException {
    String by = person();
    try (EvidenceLog evidence = firebreak.openEvidence()) {
      for (SourceConfig source : declared(firebreak, accepted)) {
        out.println(
            firebreak
                .acceptDrop(source.id(), null, by, evidence)
                .map(AcceptedDrop::summary)
                .orElseThrow(() ->
                    new ConfigInvalid(
                        "No harvest of " + source.id() + " is in quarantine; nothing was done.",
                        null)));
      }
    }
    return ExitCode.OK;
  }

  private List<SourceConfig> wanted(Firebreak firebreak) {
    return only.isEmpty() ? firebreak.sources().all() : declared(firebreak, only);
  }

  private static List<SourceConfig> declared(Firebreak firebreak, List<String> ids) {
    return ids.stream()
        .map(id ->
            firebreak
                .sources()
                .find(id)
                .orElseThrow(() ->
                    new ConfigInvalid("The configuration declares no source " + id + ".", null)))
        .toList();
  }
}
