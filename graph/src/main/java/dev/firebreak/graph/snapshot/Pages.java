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

  /// @param said of each group: label, source, type, active, identity kind, sensitivity, crown
  ///   jewel, right, department, first seen, last seen and missing
  record NodePage(
      @Nullable String last,
      List<List<Object>> said,
      List<List<Long>> elements,
      List<List<String>> keys,
      List<List<Object>> names,
      List<List<Object>> ids,
      List<List<Object>> values,
      List<List<Object>> userNames,
      List<List<Object>> emails,
      List<List<Object>> titles) {}

  static final Query<KeysAfter, NodePage> NODES =
      Query.read("read/snapshot-nodes", KeysAfter.class, NodePage.class);

  record KeysUpTo(String after, String last) {}

  /// @param said of each group: kind, source, attribute, rule, confidence, first seen, last seen
  ///   and missing
  record EdgePage(
      List<List<Object>> said,
      List<List<Long>> from,
      List<List<Long>> to,
      List<List<Object>> rest) {}

  static final Query<KeysUpTo, EdgePage> EDGES =
      Query.read("read/snapshot-edges", KeysUpTo.class, EdgePage.class);
  static final Query<None, EdgePage> LINKS =
      Query.read("read/snapshot-links", None.class, EdgePage.class);

  record Elements(List<Long> elements) {}

  record Keys(List<Long> elements, List<String> keys) {}

  static final Query<Elements, Keys> KEYS =
      Query.read("read/snapshot-keys", Elements.class, Keys.class);

  private Pages() {}
}
