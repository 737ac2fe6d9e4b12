package dev.firebreak.web.cli;

/// What the process tells a script.
public final class ExitCode {

  /// Done, and the answer is good.
  public static final int OK = 0;

  /// `verify-evidence`: the evidence was tampered with.
  public static final int TAMPERED = 1;

  /// The command line, the configuration or the folder cannot be used; nothing was done.
  public static final int UNUSABLE = 2;

  /// `harvest`: a source was not read completely or is in quarantine, nothing of it was removed.
  /// `probe`: a source did not answer, or what was changed could not be restored.
  /// `verify-evidence`: the evidence is genuine but its end is missing. `role-mining`: a set
  /// differs. `cut-plan`: the goal is not reached.
  public static final int INCOMPLETE = 3;

  /// The graph database cannot be reached.
  public static final int UNAVAILABLE = 4;

  /// Another Firebreak process works on the data folder.
  public static final int FOLDER_IN_USE = 5;

  /// `serve`, `demo`: the port is taken.
  public static final int PORT_IN_USE = 6;

  /// A fault of Firebreak itself.
  public static final int FAULT = 70;

  /// `harvest`: cancelled with Ctrl-C; a source that was not read to its end lost nothing.
  public static final int CANCELLED = 130;

  private ExitCode() {}
}
