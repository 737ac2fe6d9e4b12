package dev.firebreak.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/// How much of the heap this process needed.
final class Heap {

  private Heap() {}

  /// What is on the heap now that nobody could let go of, and the most that the old generation was
  /// ever full, in one line.
  static String line() {
    System.gc();
    long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .max()
            .orElse(0);
    return "heap: %,d MB live after the last call, %,d MB the most in the old generation%n"
        .formatted(live >> 20, peak >> 20);
  }
}
