package dev.firebreak.analytics.slice;

import dev.firebreak.analytics.unused.Rhythm;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseFacts;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What usage feeds say of the accounts and entitlements of a slice.
///
/// @param uses when what was used
/// @param covered of which time feeds tell every use
public record UsageText(List<Used> uses, List<Covered> covered) {

  /// A use; parameters as in [Usage.Use].
  public record Used(
      String account,
      String entitlement,
      Instant lastUsed,
      long count,
      @Nullable Instant firstUsed,
      List<Long> weeks,
      boolean whole) {
    public Used {
      weeks = List.copyOf(weeks);
    }
  }

  /// Covered time; parameters as in [Usage.Coverage].
  public record Covered(String source, String entitlement, Instant from, Instant to, String feed) {}

  public UsageText {
    uses = List.copyOf(uses);
    covered = List.copyOf(covered);
  }

  /// What is said of these nodes, of the time that a window ends in.
  static UsageText of(Usage usage, GraphSnapshot snapshot, BitSet nodes, int windowDays) {
    List<Node> accounts = of(snapshot, nodes, NodeKind.ACCOUNT);
    List<Node> entitlements = of(snapshot, nodes, NodeKind.ENTITLEMENT);
    Set<Covered> covered = new LinkedHashSet<>();
    List<Used> uses = new ArrayList<>();
    for (Node account : accounts) {
      for (Node entitlement : entitlements) {
        UseFacts facts =
            facts(usage, account, entitlement.key(), entitlement.source(), snapshot, windowDays);
        add(covered, facts, String.valueOf(entitlement.source()), entitlement.key());
        Usage.Use use = facts.use();
        if (use != null) {
          Rhythm rhythm = use.rhythm();
          uses.add(
              new Used(
                  account.key(),
                  entitlement.key(),
                  use.lastUsed(),
                  use.count(),
                  rhythm.firstUsed(),
                  rhythm.weeks(),
                  rhythm.whole()));
        }
      }
      if (account.source() != null) {
        add(
            covered,
            facts(usage, account, Usage.EVERY, account.source(), snapshot, windowDays),
            account.source(),
            Usage.EVERY);
      }
    }
    return new UsageText(uses, List.copyOf(covered));
  }

  private static UseFacts facts(
      Usage usage,
      Node account,
      String entitlement,
      @Nullable String source,
      GraphSnapshot snapshot,
      int windowDays) {
    return usage
        .judge(account.key(), entitlement, source, null, snapshot.asOf(), windowDays)
        .facts();
  }

  private static void add(
      Collection<Covered> covered, UseFacts facts, String source, String entitlement) {
    Period period = facts.covered();
    if (period != null) {
      for (String feed : new TreeSet<>(facts.feeds())) {
        covered.add(new Covered(source, entitlement, period.from(), period.to(), feed));
      }
    }
  }

  private static List<Node> of(GraphSnapshot snapshot, BitSet nodes, NodeKind kind) {
    return nodes.stream().filter(i -> snapshot.kind(i) == kind).mapToObj(snapshot::node).toList();
  }

  /// The same as rules ask it.
  Usage usage() {
    return new Usage(
        uses.stream()
            .map(use ->
                new Usage.Use(
                    use.account(),
                    use.entitlement(),
                    use.lastUsed(),
                    use.count(),
                    new Rhythm(use.firstUsed(), use.weeks(), use.whole())))
            .toList(),
        covered.stream()
            .map(each ->
                new Usage.Coverage(
                    each.source(),
                    each.entitlement(),
                    new Period(each.from(), each.to()),
                    each.feed()))
            .toList());
  }
}
