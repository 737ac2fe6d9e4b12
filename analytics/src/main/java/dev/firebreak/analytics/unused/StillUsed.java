package dev.firebreak.analytics.unused;

/// How probable it is that a grant is still in use.
///
/// @param probability 0 to 1
/// @param basis whose rhythm it was compared with
/// @param peers how many peers those are
/// @param ownRhythm whether every use of the grant itself is known; otherwise only its last
public record StillUsed(double probability, Basis basis, int peers, boolean ownRhythm) {

  /// Who the peers are.
  public enum Basis {
    /// Those who hold the same entitlement.
    ENTITLEMENT,
    /// Those who hold anything of the same source.
    SOURCE
  }

  public StillUsed {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1, not " + probability);
    }
  }

  /// In whole per cent: `3%`, `under 1%`, `over 99%`.
  public String percent() {
    return probability < 0.005
        ? "under 1%"
        : probability > 0.995 ? "over 99%" : Math.round(probability * 100) + "%";
  }
}
