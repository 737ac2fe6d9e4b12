package dev.firebreak.analytics.cut;

/// Which access a cut plan leaves alone.
public enum Spare {
  /// What was used within the window, what is used by season, and all of which nobody can tell:
  /// only what is known to be unused goes.
  USED_AND_UNKNOWN("used and unknown"),
  /// What was used within the window or is used by season. What is unknown may go, and is said.
  USED("used"),
  /// Nothing: even what is used may go, and is said.
  NOTHING("nothing");

  private final String word;

  Spare(String word) {
    this.word = word;
  }

  /// What screens call it.
  public String word() {
    return word;
  }

  /// Whether it leaves such access alone.
  public boolean spares(EdgeUse.Kind use) {
    return switch (this) {
      case USED_AND_UNKNOWN -> use != EdgeUse.Kind.UNUSED;
      case USED -> use == EdgeUse.Kind.USED;
      case NOTHING -> false;
    };
  }
}
