package dev.firebreak.web.cli;

import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.UserRefused;
import dev.firebreak.web.user.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = {
      "Add, list and remove the people who may sign in, while no server runs;",
      "on a server that runs, the page Settings, Users does the same and more."
    })
final class UserCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description =
          "Add a user; the password is shown once and must be changed at the first sign-in.")
  int add(
      @Mixin ConfigOption config,
      @Parameters(paramLabel = "NAME", description = "How the person signs in.") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              defaultValue = "approver",
              description = {
                "viewer, analyst, reviewer, approver or admin; may be given more than once",
                "(default: approver)."
              })
          List<String> roles) {
    return with(
        config,
        (users, changes) -> {
          String password = changes.add(name, null, null, Role.of(roles), by()).password();
          out().println("password of " + name + ": " + password);
        });
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the users.")
  int list(@Mixin ConfigOption config) {
    return with(
        config,
        (users, changes) -> {
          List<User> all = users.all();
          all.forEach(each ->
              out()
                  .printf(
                      "%s\t%s\t%s%n",
                      each.userName(),
                      each.roles().isEmpty() ? "no role" : Role.words(each.roles()),
                      each.active() ? "active" : "kept out"));
          if (all.isEmpty()) {
            spec.commandLine()
                .getErr()
                .println("note: nobody may sign in yet; the first start of serve makes an account");
          }
        });
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove a user; whoever uses the account is out at the next request.")
  int remove(
      @Mixin ConfigOption config,
      @Parameters(paramLabel = "NAME", description = "Who goes.") String name) {
    return with(
        config,
        (users, changes) -> {
          changes.remove(name, by());
          out().println(name + " was removed");
        });
  }

  private static String by() {
    return "command line of " + System.getProperty("user.name");
  }

  private int with(ConfigOption config, BiConsumer<Users, UserChanges> work) {
    FirebreakConfig loaded = config.load();
    try (Firebreak firebreak = Firebreak.open(loaded, Clock.systemUTC());
        EvidenceLog evidence = firebreak.openEvidence()) {
      Users users = new Users(firebreak.graph(), firebreak.clock());
      work.accept(users, new UserChanges(users, evidence));
      return ExitCode.OK;
    } catch (UserRefused wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      out().flush();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
