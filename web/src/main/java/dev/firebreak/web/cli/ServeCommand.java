package dev.firebreak.web.cli;

import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.server.WebServer;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serve the screens and the REST API until stopped.")
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--reset-admin-password",
      description = "Make and print a new password for the account admin, and let it in.")
  private boolean reset;

  @Override
  public Integer call() throws InterruptedException {
    FirebreakConfig loaded = config.load();
    PrintWriter err = spec.commandLine().getErr();
    try (WebServer server = WebServer.start(loaded, Clock.systemUTC(), reset)) {
      Announcement.print(err, server);
      if (Objects.requireNonNull(loaded.sources()).isEmpty()) {
        err.printf(
            "%s declares no sources yet; CONTRIBUTING.md shows how to add one. Then start again.%n",
            config.file());
        err.flush();
      }
      server.await();
      return ExitCode.OK;
    }
  }
}
