package dev.firebreak.ingest.harvest;

/// What a harvest came to, and with it whether the graph follows.
public enum HarvestState {
  /// Everything promised was read; what was not seen was swept.
  COMPLETE,
  /// What changed since the last harvest was read, and nothing is gone.
  UPDATED,
  /// Something was not read; nothing was swept.
  INCOMPLETE,
  /// Everything promised was read, but so much is missing that nothing is swept before somebody
  /// accepts it.
  QUARANTINED
}
