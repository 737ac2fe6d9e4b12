package dev.firebreak.analytics.run;

/// Hears how far an analysis is, on the thread that analyses.
@FunctionalInterface
public interface AnalysisSteps {

  /// Nobody listens.
  AnalysisSteps SILENT = (done, of, next) -> {};

  /// A step begins, or the last one is over: then `next` is empty.
  ///
  /// @param done how many are over
  /// @param of how many there are
  /// @param next what is done now, in words
  void reached(int done, int of, String next);
}
