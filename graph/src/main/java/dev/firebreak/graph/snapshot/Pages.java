package dev.firebreak.graph.snapshot;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queries that read a snapshot, with their parameters and rows.
final class Pages {

  /// Nodes of one page.
  static final int SIZE = 25_000;

  record Part(String source, String revision) {}

  static final Query<None, Part> PARTS = Query.read("read/snapshot-parts", None.class, Part.class);

  record Complete(String source, ZonedDateTime at) {}

  static final Query<None, Complete> LAST_COMPLETE =
      Query.read("read/last-complete-harvests", None.class, Complete.class);

  record KeysAfter(String after, String end, int limit) {}

  record NodePage(
      List<String> keys,
      List<String> labels,
      List<@Nullable String> names,
      List<@Nullable String> sources,
      List<@Nullable String> types,
      List<@Nullable String> ids,
      List<@Nullable Boolean> active,
      List<@Nullable String> kinds,
      List<@Nullable Long> sensitivities,
      List<@Nullable Boolean> crownJewels,
      List<@Nullable String> values,
      List<@Nullable Boolean> rights,
      List<@Nullable String> userNames,
      List<@Nullable String> emails,
      List<@Nullable String> departments,
      List<@Nullable String> titles,
      List<@Nullable ZonedDateTime> firstSeen,
      List<@Nullable ZonedDateTime> lastSeen,
      List<Boolean> missing) {}

  static final Query<KeysAfter, NodePage> NODES =
      Query.read("read/snapshot-nodes", KeysAfter.class, NodePage.class);

  record KeysUpTo(String after, String last) {}

  /// @param said of each group: kind, source, attribute, rule, confidence, first seen, last seen
  ///   and missing
  record EdgePage(
      List<String> keys,
      List<List<Object>> said,
      List<List<Long>> from,
      List<List<String>> to,
      List<List<Object>> rest) {}

  static final Query<KeysUpTo, EdgePage> EDGES =
      Query.read("read/snapshot-edges", KeysUpTo.class, EdgePage.class);
  static final Query<None, EdgePage> LINKS =
      Query.read("read/snapshot-links", None.class, EdgePage.class);

  private Pages() {}
}
