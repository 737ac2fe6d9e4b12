package dev.firebreak.web.cli;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/// The option that says which installation a command works on.
final class ConfigOption {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "firebreak.yaml",
      description = "The configuration file (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("firebreak.yaml");

  FirebreakConfig load() {
    return ConfigFile.load(file);
  }

  /// The file, as it was named.
  Path file() {
    return file;
  }

  Firebreak open() {
    return Firebreak.open(load(), Clock.systemUTC());
  }

  /// Says so where an empty answer only means that nobody has looked.
  void hintIfNeverHarvested(Firebreak firebreak, PrintWriter err) {
    if (firebreak.snapshot().nodes(NodeKind.ACCOUNT).findAny().isEmpty()) {
      err.println(
          "note: nothing has been harvested yet; begin with: firebreak harvest --config " + file);
      err.flush();
    }
  }
}
