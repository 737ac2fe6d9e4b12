package dev.firebreak.analytics.gate;

/// How an answer was found.
public enum Method {
  /// Only what the change can have an effect on was judged anew.
  CONCERNED,
  /// All analyses ran over the whole changed graph.
  FULL
}
