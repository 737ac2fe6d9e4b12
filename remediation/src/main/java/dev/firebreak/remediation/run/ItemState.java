package dev.firebreak.remediation.run;

import dev.firebreak.remediation.evidence.RunEvidence.Outcome;

/// How far one action of a run has come.
public enum ItemState {
  QUEUED("Queued", false),
  CHECKING("Reading", false),
  SENDING("Sending", false),
  READING_BACK("Reading back", false),
  /// A person is to make the change.
  WAITING("Waiting for a person", false),
  /// A person said that it is made, and its source does not show it yet.
  STATED_DONE("Stated done", false),
  /// A person took the task back; its outcome follows.
  WITHDRAWN("Withdrawn", false),
  VERIFIED("Verified", true),
  NOOP("Already so", true),
  CONFLICT("Conflict", true),
  FAILED("Failed", true),
  UNKNOWN("Unknown", true),
  CANCELLED("Cancelled", true);

  private final String word;
  private final boolean settled;

  ItemState(String word, boolean settled) {
    this.word = word;
    this.settled = settled;
  }

  /// What screens call it.
  public String word() {
    return word;
  }

  /// Whether it is an outcome.
  public boolean isSettled() {
    return settled;
  }

  /// Whether a person is to make the change, or said to have made it.
  public boolean isTask() {
    return this == WAITING || this == STATED_DONE;
  }

  static ItemState of(Outcome.State outcome) {
    return switch (outcome) {
      case VERIFIED -> VERIFIED;
      case NOOP -> NOOP;
      case CONFLICT -> CONFLICT;
      case FAILED -> FAILED;
      case UNKNOWN -> UNKNOWN;
      case CANCELLED -> CANCELLED;
    };
  }
}
