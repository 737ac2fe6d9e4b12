package dev.firebreak.demo;

import dev.firebreak.demo.cli.DemoCommand;
import dev.firebreak.demo.cli.RoleMiningCommand;
import dev.firebreak.web.cli.FirebreakCommand;

/// The entry point of a checkout.
public final class DemoMain {

  private DemoMain() {}

  public static void main(String[] args) {
    System.exit(
        FirebreakCommand.commandLine()
            .addSubcommand(new DemoCommand())
            .addSubcommand(new RoleMiningCommand())
            .execute(args));
  }
}
