package dev.firebreak.analytics.blastradius;

/// How the radii of many were computed. All ways give the same figures.
public enum Method {
  /// One breadth-first search for each: [PlainSearch].
  PLAIN_SEARCH("a search for each"),
  /// All together: [Engine].
  SHARED("shared search");

  private final String words;

  Method(String words) {
    this.words = words;
  }

  /// How it is called in a log line or report.
  public String words() {
    return words;
  }
}
