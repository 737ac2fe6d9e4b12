package dev.firebreak.ingest.usage;

import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.IdentityGraph.Writing;
import dev.firebreak.ingest.usage.UsageImport.TargetsOf;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pushed uses by accounts, or of entitlements, that no harvest has brought yet. They wait in the
/// graph, since what they name may be held unused by all appearance once it is known.
public final class PendingUses {

  /// So many may wait for one feed; beyond that its coverage begins anew.
  static final long MOST = 10_000;

  /// A use that cannot be told of anybody yet.
  ///
  /// @param accounts names of the account, any of which may be its
  record Pending(List<String> accounts, String entitlement, Instant at, long count) {}

  record Keep(String feed, String source, List<Pending> rows) {}

  record Of(String source) {}

  record OfFeed(String feed) {}

  record Waiting(long waiting) {}

  record Kept(
      String id,
      String feed,
      List<String> accounts,
      String entitlement,
      ZonedDateTime at,
      long count) {}

  record Ids(List<String> ids) {}

  static final Query<Keep, None> KEEP =
      Query.write("ingest/keep-pending-uses", Keep.class, None.class);
  static final Query<OfFeed, Waiting> COUNT =
      Query.read("ingest/count-pending-uses", OfFeed.class, Waiting.class);
  static final Query<Of, Kept> LIST = Query.read("ingest/pending-uses", Of.class, Kept.class);
  static final Query<Ids, None> FORGET =
      Query.write("ingest/forget-pending-uses", Ids.class, None.class);

  private final IdentityGraph graph;

  public PendingUses(IdentityGraph graph) {
    this.graph = graph;
  }

  /// Keeps uses with other writes.
  ///
  /// @return whether there was room; otherwise nothing is kept
  static boolean keep(Writing write, String feed, String source, List<Pending> uses) {
    if (uses.isEmpty()) {
      return true;
    }
    long waiting = write.ask(COUNT, new OfFeed(feed)).getFirst().waiting();
    if (waiting + uses.size() > MOST) {
      return false;
    }
    write.apply(KEEP, new Keep(feed, source, uses));
    return true;
  }

  /// Tries again to tell who used what in a source, now that it was harvested.
  ///
  /// @return how many uses found their account and entitlement
  public int resolve(String source) {
    List<Kept> waiting = graph.ask(LIST, new Of(source));
    if (waiting.isEmpty()) {
      return 0;
    }
    UsageNames names =
        new UsageNames(source, graph.ask(UsageImport.TARGETS, new TargetsOf(source)));
    Map<String, List<UseRow>> uses = new LinkedHashMap<>();
    List<String> found = new ArrayList<>();
    for (Kept kept : waiting) {
      names
          .use(kept.accounts(), kept.entitlement(), kept.at().toInstant(), kept.count())
          .ifPresent(use -> {
            uses.computeIfAbsent(kept.feed(), feed -> new ArrayList<>()).add(use);
            found.add(kept.id());
          });
    }
    String stamp = RunStamp.fresh();
    return graph.inOneTransaction(write -> {
      uses.forEach((feed, rows) ->
          write.apply(EventIntake.PUSHED, new EventIntake.Pushed(feed, source, stamp, rows)));
      write.apply(FORGET, new Ids(found));
      return found.size();
    });
  }
}
