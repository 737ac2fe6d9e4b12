package dev.firebreak.ingest.history;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who had what, granted when, removed when.
///
/// History begins with the first complete harvest of a source. What that harvest found was granted
/// at an unknown time, and of what had been removed before nothing is known. Times are those of
/// harvests: an access was granted or removed after the harvest before and by this one.
public final class AccessHistory {

  record Window(@Nullable String who, Instant from, Instant to) {}

  record Row(
      @Nullable String identity,
      @Nullable String identityName,
      String principal,
      String principalName,
      String kind,
      String target,
      String targetName,
      String source,
      String via,
      ZonedDateTime firstSeen,
      @Nullable ZonedDateTime since,
      @Nullable ZonedDateTime grantedAt,
      @Nullable ZonedDateTime removedAt) {

    AccessPeriod period() {
      return new AccessPeriod(
          identity,
          identityName,
          principal,
          principalName,
          EdgeKind.valueOf(kind),
          target,
          targetName,
          source,
          via,
          firstSeen.toInstant(),
          instant(since),
          instant(grantedAt),
          instant(removedAt));
    }
  }

  record Since(Instant at) {}

  record Whose(List<String> keys) {}

  record Change(ZonedDateTime at) {}

  static final Query<Window, Row> HISTORY =
      Query.read("ingest/access-history", Window.class, Row.class);

  static final Query<Since, Row> ENDED =
      Query.read("ingest/access-ended-since", Since.class, Row.class);

  static final Query<Whose, Change> CHANGES =
      Query.read("ingest/access-changes-of", Whose.class, Change.class);

  private AccessHistory() {}

  /// Every membership and grant that was seen before `to` and not yet gone by `from`, by principal
  /// and target.
  ///
  /// @param who key of an identity, an account or a group; null for everybody
  /// @throws IllegalArgumentException if `from` is not before `to`
  public static List<AccessPeriod> between(
      IdentityGraph graph, @Nullable String who, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from (%s) must be before to (%s)".formatted(from, to));
    }
    return graph.ask(HISTORY, new Window(who, from, to)).stream().map(Row::period).toList();
  }

  /// Every membership and grant that was there at an instant and is gone since: with those that are
  /// there and were first seen by then, who had what at that instant.
  public static List<AccessPeriod> endedSince(IdentityGraph graph, Instant at) {
    return graph.ask(ENDED, new Since(at)).stream().map(Row::period).toList();
  }

  /// When memberships and grants of some accounts or groups appeared or were gone, ascending.
  public static List<Instant> changes(IdentityGraph graph, List<String> keys) {
    return graph.ask(CHANGES, new Whose(keys)).stream()
        .map(change -> change.at().toInstant())
        .toList();
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
