package dev.firebreak.web;

import dev.firebreak.web.cli.FirebreakCommand;

/// The entry point of the production jar.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(FirebreakCommand.commandLine().execute(args));
  }
}
