package dev.firebreak.remediation.run;

/// What else is not to be sent after an outcome.
enum Halt {
  NOTHING,
  /// No further change of the same kind to the same source.
  SAME_KIND,
  /// Nothing further to the same source.
  SOURCE,
  /// Nothing at all.
  RUN
}
