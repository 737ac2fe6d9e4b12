package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.finding.AccessPath;
import java.util.List;

/// One change of a [CutPlan].
///
/// @param removal what is taken out of its source
/// @param use whether anybody used what goes
/// @param gain by how much the exposure falls by this change, those before it made
/// @param identitiesLosing how many identities reach less by it, those before it made
/// @param losing some of them, with what they lose of the targets
/// @param residual ways by which targets would still be reached if this were the only change
public record CutChange(
    Removal removal,
    EdgeUse use,
    long gain,
    int identitiesLosing,
    List<Loser> losing,
    List<Residual> residual) {

  public CutChange {
    losing = List.copyOf(losing);
    residual = List.copyOf(residual);
  }

  /// The change as an instruction.
  public String sentence() {
    return removal.sentence();
  }

  /// Somebody who reaches less.
  ///
  /// @param targets the names of targets that they no longer reach; may be empty, where only other
  ///   things go
  public record Loser(String key, String name, List<String> targets) {

    public Loser {
      targets = List.copyOf(targets);
    }
  }

  /// Still reachable by a way: also cut it.
  ///
  /// @param alsoCut the sentence of the change of the plan that takes this way
  public record Residual(AccessPath path, String alsoCut) {}
}
