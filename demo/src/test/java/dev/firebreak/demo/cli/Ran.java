package dev.firebreak.demo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.web.cli.FirebreakCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// A command that has ended.
///
/// @param out what it wrote to standard output: the result
/// @param err what it wrote to standard error: progress and complaints
record Ran(int exitCode, String out, String err) {

  /// Runs a command of the product in this process.
  static Ran command(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        FirebreakCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
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
