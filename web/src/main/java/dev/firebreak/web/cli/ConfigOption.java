package dev.firebreak.web.cli;

import dev.firebreak.web.config.ConfigFile;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
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

  Firebreak open() {
    return Firebreak.open(load(), Clock.systemUTC());
  }
}
