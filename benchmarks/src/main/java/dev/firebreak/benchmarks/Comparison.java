package dev.firebreak.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Methods that do the same, timed in turn so that whatever disturbs the machine disturbs all of
/// them alike.
public final class Comparison {

  /// One way to do it.
  public interface Method {
    void run() throws Exception;
  }

  private final String title;
  private final long items;

  private record Entry(Method prepare, Method method) {}

  private final Map<String, Entry> methods = new LinkedHashMap<>();
  private final Map<String, List<Stopwatch.Sample>> samples = new LinkedHashMap<>();

  /// @param items how many things one run handles, for the rate
  public Comparison(String title, long items) {
    this.title = title;
    this.items = items;
  }

  /// Adds a method; the first is the one that the others are held against.
  ///
  /// @param prepare runs untimed before each run
  public Comparison with(String name, Method prepare, Method method) {
    methods.put(name, new Entry(prepare, method));
    samples.put(name, new ArrayList<>());
    return this;
  }

  /// Runs every method `warmUps` times untimed and then `rounds` times timed, in turn.
  public Comparison run(int warmUps, int rounds) throws Exception {
    for (int round = -warmUps; round < rounds; round++) {
      for (var method : methods.entrySet()) {
        method.getValue().prepare().run();
        System.gc();
        Stopwatch watch = new Stopwatch();
        method.getValue().method().run();
        Stopwatch.Sample sample = watch.stop();
        if (round >= 0) {
          samples.getOrDefault(method.getKey(), new ArrayList<>()).add(sample);
        }
      }
    }
    return this;
  }

  /// The median wall time of a method, in milliseconds.
  public double wallMillis(String name) {
    return median(
        samples.getOrDefault(name, List.of()).stream().map(Stopwatch.Sample::wall).toList());
  }

  /// The median CPU time of a method, all threads of this process, in milliseconds.
  public double cpuMillis(String name) {
    return median(
        samples.getOrDefault(name, List.of()).stream().map(Stopwatch.Sample::cpu).toList());
  }

  private static double median(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int n = sorted.size();
    return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0 / 1e6;
  }

  /// Prints a table of medians.
  public void print(PrintWriter out) {
    String first = methods.keySet().iterator().next();
    out.printf("%n%s (%,d)%n", title, items);
    out.printf("  %-44s %10s %10s %12s %7s%n", "method", "CPU ms", "wall ms", "per CPU s", "ratio");
    for (String name : methods.keySet()) {
      out.printf(
          Locale.ROOT,
          "  %-44s %,10.1f %,10.1f %,12.0f %7.2f%n",
          name,
          cpuMillis(name),
          wallMillis(name),
          items / cpuMillis(name) * 1000,
          cpuMillis(name) / cpuMillis(first));
    }
    out.flush();
  }
}
