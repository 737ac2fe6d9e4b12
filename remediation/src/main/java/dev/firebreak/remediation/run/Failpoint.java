package dev.firebreak.remediation.run;

/// Hears of each [Step] just before and just after it; a test ends the engine there.
@FunctionalInterface
interface Failpoint {
  /// Lets everything pass.
  Failpoint NONE = (_, _) -> {};

  /// A part of one action that has an effect, here or at the source.
  enum Step {
    /// The resource is read and judged.
    LOOK,
    /// The intent is written down.
    INTENT,
    /// The change is sent.
    SEND,
    /// The resource is read after a send.
    READ_BACK,
    /// A resource is read again whose change may or may not have been sent.
    READ_AGAIN,
    /// The outcome is written down.
    OUTCOME,
    /// The resource is read into the graph.
    OBSERVE
  }

  /// A step is about to begin, or has ended.
  void at(Step step, boolean after);

  /// Takes a step, heard before and after.
  default <T> T around(Step step, java.util.function.Supplier<T> work) {
    at(step, false);
    T result = work.get();
    at(step, true);
    return result;
  }
}
