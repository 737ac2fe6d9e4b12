package dev.firebreak.analytics.toxic;

/// Where the functions of a rule must be held to be a combination.
public enum Scope {
  /// Anywhere: one in this system, one in that.
  ACROSS_SYSTEMS("across-systems"),
  /// All by entitlements of one source.
  SAME_SYSTEM("same-system");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /// As rule files write it.
  public String word() {
    return word;
  }
}
