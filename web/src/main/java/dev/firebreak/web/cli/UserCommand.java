package dev.firebreak.web.cli;

import dev.firebreak.web.config.DataFolder;
import dev.firebreak.web.security.LocalAccounts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = {
      "Add, list and remove the people who may approve. An approver looks at everything and approves;",
      "name approvers in remediation.approvers as well. A server that runs follows at once."
    })
final class UserCommand {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Add an approver; the password is shown once and kept nowhere.")
  int add(@Parameters(paramLabel = "NAME", description = "How the person signs in.") String name) {
    return with(accounts -> {
      String password = accounts.add(name);
      out().println("password of " + name + ": " + password);
    });
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the approvers.")
  int list() {
    return with(accounts -> {
      List<LocalAccounts.Account> all = accounts.all();
      all.forEach(each -> out().println(each.name()));
      if (all.isEmpty()) {
        spec.commandLine().getErr().println("note: nobody but the administrator may sign in");
      }
    });
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove an approver; whoever uses the account is out at the next request.")
  int remove(@Parameters(paramLabel = "NAME", description = "Who goes.") String name) {
    return with(accounts -> {
      accounts.remove(name);
      out().println(name + " was removed");
    });
  }

  private int with(Consumer<LocalAccounts> work) {
    try {
      Path folder = config.load().dataDir();
      DataFolder.require(folder);
      work.accept(new LocalAccounts(folder));
      return ExitCode.OK;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    } finally {
      out().flush();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
