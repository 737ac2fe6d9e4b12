package dev.firebreak.analytics.run;

import dev.firebreak.analytics.run.FindingDecisions.Accepting;
import dev.firebreak.analytics.run.FindingDecisions.Assigning;
import dev.firebreak.analytics.run.FindingDecisions.Commenting;
import dev.firebreak.analytics.run.FindingDecisions.Withdrawing;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Puts what people decided of findings into a graph that has lost it.
public final class DecisionReplay {

  static final Query<None, None> FORGET =
      Query.write("workflow/forget-decisions", None.class, None.class);
  static final Query<None, None> FORGET_EVENTS =
      Query.write("workflow/forget-decision-events", None.class, None.class);

  /// Something that was decided of a finding.
  public sealed interface Decided {
    /// The short name of the finding.
    String id();

    /// When.
    Instant at();

    /// It was taken as it is until a time.
    record Accepted(String id, Instant until, String by, String reason, Instant at)
        implements Decided {}

    /// That was taken back.
    record Withdrawn(String id, String by, String reason, Instant at) implements Decided {}

    /// Somebody is to work on it, or nobody.
    record Assigned(String id, @Nullable String assignee, String by, Instant at)
        implements Decided {}

    /// Something was said of it.
    record Commented(String id, String by, String text, Instant at) implements Decided {}
  }

  private DecisionReplay() {}

  /// Puts these in the place of all that the graph keeps, in one transaction.
  ///
  /// @param decisions oldest first
  /// @return how many were kept; the rest is of findings that the graph has not
  public static int replay(IdentityGraph graph, List<Decided> decisions) {
    AtomicInteger kept = new AtomicInteger();
    graph.inOneTransaction(write -> {
      kept.set(0); // the transaction may be tried again
      write.apply(FindingDecisions.LOCK, None.NONE);
      write.apply(FORGET, None.NONE);
      write.apply(FORGET_EVENTS, None.NONE);
      for (Decided each : decisions) {
        Optional<String> key =
            write.ask(FindingStore.FIND, new FindingStore.Id(each.id(), each.at())).stream()
                .findFirst()
                .map(row -> row.stored().finding().key().value());
        key.ifPresent(finding -> {
          keep(write, finding, each);
          kept.incrementAndGet();
        });
      }
      return kept;
    });
    return kept.get();
  }

  private static void keep(IdentityGraph.Writing write, String key, Decided decided) {
    Instant at = decided.at().truncatedTo(ChronoUnit.MILLIS);
    switch (decided) {
      case Decided.Accepted each ->
          write.apply(
              FindingDecisions.ACCEPT,
              new Accepting(key, each.until(), each.by(), each.reason(), at));
      case Decided.Withdrawn each ->
          write.apply(
              FindingDecisions.WITHDRAW, new Withdrawing(key, each.by(), each.reason(), at));
      case Decided.Assigned each ->
          write.apply(FindingDecisions.ASSIGN, new Assigning(key, each.assignee(), each.by(), at));
      case Decided.Commented each ->
          write.apply(FindingDecisions.COMMENT, new Commenting(key, each.by(), each.text(), at));
    }
  }
}
