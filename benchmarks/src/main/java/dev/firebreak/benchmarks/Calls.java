package dev.firebreak.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// How long single calls took, each by the clock and by the CPU time of the calling thread.
public final class Calls {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// What is called.
  public interface Call {
    void run() throws Exception;
  }

  private final List<Long> wall = new ArrayList<>();
  private final List<Long> cpu = new ArrayList<>();

  /// Calls once, and keeps how long it took.
  public void time(Call call) throws Exception {
    long clock = System.nanoTime();
    long thread = THREADS.getCurrentThreadCpuTime();
    call.run();
    cpu.add(THREADS.getCurrentThreadCpuTime() - thread);
    wall.add(System.nanoTime() - clock);
  }

  /// How often it was called.
  public int count() {
    return wall.size();
  }

  /// The time by the clock that a share of all calls do not exceed, in milliseconds.
  public double wallMillis(double share) {
    return quantile(wall, share);
  }

  /// The same of the CPU time of the calling thread.
  public double cpuMillis(double share) {
    return quantile(cpu, share);
  }

  /// The smallest that a share of all are not above, in milliseconds.
  private static double quantile(List<Long> nanos, double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int at = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, at)) / 1e6;
  }
}
