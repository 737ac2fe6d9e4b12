package dev.firebreak.benchmarks;

/// What a benchmark runs on.
public final class Machine {

  private Machine() {}

  /// Cores, architecture, JDK and the largest heap, in one line.
  public static String line() {
    Runtime runtime = Runtime.getRuntime();
    return "machine: %d cores, %s, JDK %s, -Xmx %,d MB%n"
        .formatted(
            runtime.availableProcessors(),
            System.getProperty("os.arch"),
            System.getProperty("java.version"),
            runtime.maxMemory() >> 20);
  }
}
