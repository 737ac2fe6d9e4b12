package dev.firebreak.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// Wall time and the CPU time of all threads of this process.
final class Stopwatch {

  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long wall = System.nanoTime();
  private final long cpu = MACHINE.getProcessCpuTime();

  /// What has passed since it was made.
  Sample stop() {
    return new Sample(System.nanoTime() - wall, MACHINE.getProcessCpuTime() - cpu);
  }

  /// One timing, in nanoseconds.
  record Sample(long wall, long cpu) {}
}
