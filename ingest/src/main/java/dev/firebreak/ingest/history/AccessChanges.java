package dev.firebreak.ingest.history;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which memberships and grants appeared and went, as harvests saw it. What the first complete
/// harvest of a source found is no change, see [AccessHistory].
public final class AccessChanges {

  record Around(List<String> keys, @Nullable String identity, int skip, int limit) {}

  record Row(
      ZonedDateTime at,
      String change,
      String kind,
      String from,
      String fromName,
      String to,
      String toName,
      String source,
      @Nullable ZonedDateTime firstSeen) {

    AccessChange told() {
      return new AccessChange(
          at.toInstant(),
          AccessChange.What.valueOf(change),
          EdgeKind.valueOf(kind),
          from,
          fromName,
          to,
          toName,
          source,
          firstSeen == null ? null : firstSeen.toInstant());
    }
  }

  static final Query<Around, Row> CHANGES =
      Query.read("ingest/access-changes", Around.class, Row.class);

  private AccessChanges() {}

  /// One membership or grant that appeared or went.
  ///
  /// @param at when the harvest that saw it ended; it happened after the harvest before and by then
  /// @param kind MEMBER_OF or HOLDS
  /// @param from the key of who has it
  /// @param to the key of what is had
  /// @param source the id of the source that states it
  /// @param firstSeen since when it had been seen, of what went
  public record AccessChange(
      Instant at,
      What what,
      EdgeKind kind,
      String from,
      String fromName,
      String to,
      String toName,
      String source,
      @Nullable Instant firstSeen) {

    /// Whether it came or went.
    public enum What {
      APPEARED,
      REMOVED
    }
  }

  /// The changes around some nodes, newest first.
  ///
  /// @param keys the nodes at which the memberships and grants begin or end
  /// @param identity the key of an identity whose accounts may be gone; null for none
  /// @param skip how many of the newest to leave out
  public static List<AccessChange> around(
      IdentityGraph graph, List<String> keys, @Nullable String identity, int skip, int limit) {
    return graph.ask(CHANGES, new Around(keys, identity, skip, limit)).stream()
        .map(Row::told)
        .toList();
  }
}
