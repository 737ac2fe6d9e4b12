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

  static final Query<None, Part> PARTS =
      Query.read("read/snapshot-parts", None.class, Part.class);

  record Complete(String source, ZonedDateTime at) {}

  static final Query<None, Complete> LAST_COMPLETE =
      Query.read("read/last-complete-harvests", None.class, Complete.class);

  record KeysAfter(String after, String end, int limit) {}

  record NodePage(
      List<Long> handles,
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

  record EdgeGroup(
      String kind,
      @Nullable String source,
      @Nullable String attribute,
      @Nullable String rule,
      @Nullable Long confidence,
      @Nullable ZonedDateTime firstSeen,
      @Nullable ZonedDateTime lastSeen,
      boolean missing,
      List<Long> from,
      List<Long> to,
      List<Object> rest) {}

  static final Query<KeysUpTo, EdgeGroup> EDGES =
      Query.read("read/snapshot-edges", KeysUpTo.class, EdgeGroup.class);
  static final Query<None, EdgeGroup> LINKS =
      Query.read("read/snapshot-links", None.class, EdgeGroup.class);

  record Handles(List<Long> ids) {}

  record Ends(List<Long> ids, List<String> keys) {}

  static final Query<Handles, Ends> ENDS =
      Query.read("read/snapshot-ends", Handles.class, Ends.class);

  private Pages() {}
}
