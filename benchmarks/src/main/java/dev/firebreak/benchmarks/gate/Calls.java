package dev.firebreak.benchmarks.gate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// How long single calls took, each by the clock and by the CPU time of the calling thread.
final class Calls {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// What is called.
  interface Call {
    void run();
  }

  private final List<Long> wall = new ArrayList<>();
  private final List<Long> cpu = new ArrayList<>();

  void time(Call call) {
    long clock = System.nanoTime();
    long thread = THREADS.getCurrentThreadCpuTime();
    call.run();
    cpu.add(THREADS.getCurrentThreadCpuTime() - thread);
    wall.add(System.nanoTime() - clock);
  }

  int count() {
    return wall.size();
  }

  double wallMillis(double share) {
    return quantile(wall, share);
  }

  double cpuMillis(double share) {
    return quantile(cpu, share);
  }

  /// The smallest that a share of all are not above, in milliseconds.
  private static double quantile(List<Long> nanos, double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int at = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, at)) / 1e6;
  }
}
