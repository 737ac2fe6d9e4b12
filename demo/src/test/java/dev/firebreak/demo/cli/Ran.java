package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.DemoMain;
import dev.firebreak.web.cli.FirebreakCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// A command that has ended.
///
/// @param out what it wrote to standard output: the result
/// @param err what it wrote to standard error: progress and complaints
record Ran(int exitCode, String out, String err) {

  /// Runs a command of the product in this process.
  static Ran command(String... arguments) {
    return run(FirebreakCommand.commandLine(), arguments);
  }

  private static Ran run(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /// Runs a command in a process of its own, whose log is part of standard error.
  static Ran process(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("ran", ".out");
    Path err = Files.createTempFile("ran", ".err");
    try {
      int exitCode =
          java(arguments)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start()
              .waitFor();
      return new Ran(exitCode, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /// How to start a command of a checkout in a process of its own.
  static ProcessBuilder java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml", // not what tests log by
                "-Dlogging.config=classpath:logback.xml",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /// Runs a command of a checkout, `demo` and `role-mining` included, in this process.
  static Ran checkout(String... arguments) {
    return run(
        FirebreakCommand.commandLine()
            .addSubcommand(new DemoCommand())
            .addSubcommand(new RoleMiningCommand()),
        arguments);
  }

  /// Checks how it ended.
  Ran with(int expected) {
    assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(expected);
    return this;
  }

  List<String> outLines() {
    return out.lines().toList();
  }

  /// What a person is told when nothing could be done: one sentence, or a list with a title.
  String complaint() {
    assertThat(out).as("results only on standard output").isEmpty();
    assertThat(err).startsWith("firebreak: ");
    assertThat(err.lines().skip(1)).as(err).allMatch(line -> line.startsWith("  "));
    return err.strip();
  }
}
