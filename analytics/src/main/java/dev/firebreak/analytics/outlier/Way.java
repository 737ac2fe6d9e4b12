package dev.firebreak.analytics.outlier;

/// By what people are compared. Where two groups judge alike, the first of these speaks.
enum Way {
  ACCESS("with the same common access"),
  DEPARTMENT("in %s"),
  MANAGER("who report to %s"),
  TITLE("with the title %s");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  /// Who the peers are.
  ///
  /// @param value what they have in common, for people
  String words(String value) {
    return words.formatted(value);
  }
}
