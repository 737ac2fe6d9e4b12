package dev.firebreak.analytics.finding;

/// The risk that a finding reports.
public enum FindingKind {
  TOXIC("T", "toxic combination"),
  BLAST_RADIUS("B", "blast radius"),
  UNUSED("U", "unused entitlement"),
  LEAVER("L", "leaver with access"),
  ORPHAN("O", "orphaned account"),
  OWNERLESS("N", "service account without owner"),
  OUTLIER("X", "outlier among peers"),
  DORMANT("D", "dormant account"),
  OUTSIDE_VAULT("V", "privileged access outside a vault"),
  STANDING_PRIVILEGE("P", "standing privilege"),
  SHARED("S", "shared account"),
  SAFE("K", "safe kept by too few"),
  DRIFT("R", "drift between sources"),
  GROUP_CYCLE("C", "nested-group cycle"),
  EMPTY_GROUP("E", "empty group"),
  DUPLICATE_GROUP("G", "duplicate group"),
  QUARANTINE("Q", "quarantined harvest");

  private final String letter;
  private final String word;

  FindingKind(String letter, String word) {
    this.letter = letter;
    this.word = word;
  }

  /// The first letter of a finding's id.
  public String letter() {
    return letter;
  }

  /// What screens call it.
  public String word() {
    return word;
  }
}
