package dev.firebreak.web.cli;

import dev.firebreak.ingest.profile.Conformance;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.ProbeTarget;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.NothingToProbe;
import dev.firebreak.web.config.Probes;
import dev.firebreak.web.view.QuirkLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = "Measure what a source really does, beside what it says of itself.")
final class ProbeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "SOURCE", description = "The id of the source.")
  private String source = "";

  @Option(
      names = "--on",
      paramLabel = "TYPE/ID",
      description = {
        "Also change this one resource, read it back and restore it, several times: Users/ID or",
        "Groups/ID. A user who is no member of the group joins it for a moment. Nothing is changed",
        "without this option."
      })
  private @Nullable String on;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ProbeTarget target = target();
    try (Firebreak firebreak = config.open()) {
      SourceConfig declared =
          firebreak
              .sources()
              .find(source)
              .orElseThrow(() ->
                  new ConfigInvalid("The configuration declares no source " + source + ".", null));
      Conformance conformance = probe(firebreak, declared, target);
      print(out, conformance);
      print(out, QuirkLine.of(declared, conformance.now()));
      String alarm = Objects.requireNonNull(conformance.now()).alarm();
      if (alarm != null) {
        err.println("firebreak: NOT RESTORED: " + alarm + ".");
        return ExitCode.INCOMPLETE;
      }
      return ExitCode.OK;
    } catch (NothingToProbe nothing) {
      throw new ConfigInvalid(String.valueOf(nothing.getMessage()), nothing);
    } catch (ScimFailure failure) {
      err.println("firebreak: not probed: " + failure.getMessage());
      return ExitCode.INCOMPLETE;
    }
  }

  private static Conformance probe(
      Firebreak firebreak, SourceConfig declared, @Nullable ProbeTarget target) throws IOException {
    var probes = new Probes(firebreak);
    if (target == null) {
      return probes.read(declared);
    }
    String by = "command line (" + System.getProperty("user.name") + ")";
    try (EvidenceLog evidence = firebreak.openEvidence()) {
      return probes.write(declared, target, by, evidence);
    }
  }

  private @Nullable ProbeTarget target() {
    try {
      return on == null ? null : ProbeTarget.parse(on);
    } catch (IllegalArgumentException e) {
      throw new ConfigInvalid("--on: " + e.getMessage() + ".", e);
    }
  }

  private static void print(PrintWriter out, Conformance conformance) {
    CapabilityProfile now = Objects.requireNonNull(conformance.now());
    out.printf("%-9s %-8s %-9s %s%n", "measured", "says", "value", "the source");
    for (Measurement each : now.measurements()) {
      out.printf(
          "%-9s %-8s %-9s %s%n",
          word(each.verdict()),
          each.claimed() == Support.UNKNOWN ? "-" : word(each.claimed()),
          each.value() == null ? "" : each.value(),
          each.point().does() + (each.contradicted() ? "; it says otherwise" : ""));
      out.printf("%28s %s%n", "", each.evidence());
    }
    for (CapabilityProfile.Change change : conformance.changes()) {
      Measurement before = change.before();
      out.printf(
          "changed since the last probe: %s: %s, before: %s%n",
          change.now().point().does(),
          word(change.now().verdict()),
          before == null ? "unknown" : word(before.verdict()));
    }
  }

  private static void print(PrintWriter out, List<QuirkLine> quirks) {
    for (QuirkLine each : quirks) {
      out.printf(
          "quirk %s%s: %s%n",
          each.name(),
          each.mended() ? "" : " (left alone: scim.found-quirks is false)",
          each.behaviour());
      out.printf(
          "%6sknown by %s%n",
          "",
          each.measuredAt() == null
              ? "preset " + each.preset()
              : "measurement of " + each.measuredAt() + ": " + each.evidence());
      out.printf("%6ssee %s%n", "", each.link());
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
