package dev.firebreak.remediation.run;

/// Hears of every step of a run, on the thread that carries it out.
@FunctionalInterface
public interface RunListener {

  /// Hears nothing.
  RunListener NONE = _ -> {};

  /// The run has come a step further.
  void changed(Run run);
}
