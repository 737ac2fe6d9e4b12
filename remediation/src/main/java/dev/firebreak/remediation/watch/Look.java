package dev.firebreak.remediation.watch;

import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked;
import java.time.Instant;

/// One look at a verified change.
///
/// @param verified what was looked at
/// @param at when
/// @param seen what it showed
/// @param returns how often what was taken has come back, this time included
public record Look(Verified verified, Instant at, Rechecked seen, int returns) {

  /// From how many returns on access is fought over: taken and given again in turn.
  public static final int FIGHT = 2;

  /// Whether something takes and something gives, in turn. Nothing is to take it again by itself
  /// then; whoever answers for the source decides.
  public boolean isFight() {
    return seen.standing() == Rechecked.Standing.BACK && returns >= FIGHT;
  }
}
