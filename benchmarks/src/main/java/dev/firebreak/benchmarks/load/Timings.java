package dev.firebreak.benchmarks.load;

import dev.firebreak.benchmarks.Calls;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Asks for each address again and again, and tells how long that took.
final class Timings {

  /// No more should 95 of 100 calls of an address take, in milliseconds.
  static final double LIMIT_MILLIS = 200;

  private static final int OK = 200;
  private static final int WARM_UPS = 3;

  private final Visitor visitor;
  private final Reads reads;
  private final int calls;
  private final PrintWriter out;
  private boolean answered = true;

  Timings(Visitor visitor, Reads reads, int calls, PrintWriter out) {
    this.visitor = visitor;
    this.reads = reads;
    this.calls = calls;
    this.out = out;
  }

  /// Times addresses, a line for each.
  ///
  /// @return whether each kept to the limit
  boolean of(String title, List<String> addresses) throws Exception {
    out.printf("%n%-58s %9s %9s %9s %9s   %9s%n", title, "first", "median", "p95", "max", "KB");
    boolean quick = true;
    for (String address : addresses) {
      quick &= one(address);
    }
    return quick;
  }

  private boolean one(String address) throws Exception {
    double first = ask(address).nanos() / 1e6;
    for (int round = 0; round < WARM_UPS; round++) {
      ask(address);
    }
    Calls timed = new Calls();
    long letters = 0;
    for (int round = 0; round < calls; round++) {
      String filled = reads.fill(address);
      Visitor.Answer[] answer = new Visitor.Answer[1];
      timed.time(() -> answer[0] = visitor.get(filled));
      letters += seen(filled, answer[0]).text().length();
    }
    boolean quick = timed.wallMillis(0.95) <= LIMIT_MILLIS;
    out.printf(
        Locale.ROOT,
        "%-58s %,9.1f %,9.1f %,9.1f %,9.1f   %,9.1f%s%n",
        address,
        first,
        timed.wallMillis(0.5),
        timed.wallMillis(0.95),
        timed.wallMillis(1),
        letters / 1024.0 / calls,
        quick ? "" : "  over");
    out.flush();
    return quick;
  }

  private Visitor.Answer ask(String address) throws Exception {
    String filled = reads.fill(address);
    return seen(filled, visitor.get(filled));
  }

  private Visitor.Answer seen(String filled, Visitor.Answer answer) {
    if (answer.status() != OK) {
      out.printf("%s was answered with %d%n", filled, answer.status());
      answered = false;
    }
    return answer;
  }

  /// Whether every address so far was answered as it should be.
  boolean answered() {
    return answered;
  }
}
