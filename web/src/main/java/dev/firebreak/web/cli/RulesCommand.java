package dev.firebreak.web.cli;

import dev.firebreak.analytics.toxic.RulesetCheck;
import dev.firebreak.analytics.toxic.ShippedRulesets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Rules for toxic combinations: check a file, or see what ships.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RulesCommand.Check.class, RulesCommand.Show.class})
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Which command? The list is below.");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Read rule files, run their tests, and tell every problem with its line.",
        "Needs no configuration. Exit code 0: all can be used; 2: one cannot."
      })
  static final class Check implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule files in YAML.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      int code = ExitCode.OK;
      for (Path file : files) {
        try {
          RulesetCheck check = RulesetCheck.of(file);
          if (check.problems().isEmpty()) {
            out.printf(
                "%s: %d functions, %d risks, %d tests as expected%n",
                file, check.functions(), check.risks(), check.tests());
          } else {
            code = ExitCode.UNUSABLE;
            check.problems().forEach(problem -> out.printf("%s, %s%n", file, problem));
          }
        } catch (IOException e) {
          code = ExitCode.UNUSABLE;
          out.printf("%s cannot be read.%n", file);
        }
      }
      out.flush();
      return code;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print a ruleset that ships, to copy and change; without a name, their names.")
  static final class Show implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        description = "finance, it-administration, pam or cloud.")
    private String name = "";

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      if (name.isEmpty()) {
        ShippedRulesets.NAMES.forEach(out::println);
      } else {
        try {
          out.print(ShippedRulesets.text(name));
        } catch (IllegalArgumentException e) {
          throw new CommandLine.ParameterException(
              spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
      }
      out.flush();
      return ExitCode.OK;
    }
  }
}
