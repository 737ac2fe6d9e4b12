package dev.firebreak.remediation.run;

/// How far a plan has come.
public enum RunState {
  PROPOSED("Proposed"),
  DRY_RUN("Dry run done"),
  APPROVED("Approved"),
  /// Taken back before it was started.
  WITHDRAWN("Withdrawn"),
  RUNNING("Running"),
  /// All that can be sent was sent; tasks wait for a person.
  WAITING("Waiting for a person"),
  /// Every action has its outcome and none was cancelled.
  DONE("Done"),
  /// Ended before every action had been tried.
  HALTED("Halted");

  private final String word;

  RunState(String word) {
    this.word = word;
  }

  /// What screens call it.
  public String word() {
    return word;
  }
}
