package dev.firebreak.ingest.map;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An edge as its source states it.
///
/// @param from the keys that the start may have; a member without a type may be a user or a group
/// @param to the keys that the end may have
/// @param via key of the resource that states it
/// @param attribute the attribute of `via` that states it
/// @param since when the source says that it began
public record EdgeRow(
    List<String> from,
    List<String> to,
    String via,
    String attribute,
    @Nullable Instant since,
    @Nullable Instant validFrom,
    @Nullable Instant validTo) {

  /// An edge between two known keys without times.
  public static EdgeRow of(String from, String to, String via, String attribute) {
    return new EdgeRow(List.of(from), List.of(to), via, attribute, null, null, null);
  }

  /// One edge for two statements of the same: it holds from the earlier start to the later end.
  public EdgeRow widenedBy(EdgeRow other) {
    return new EdgeRow(
        from,
        to,
        via,
        attribute,
        since == null ? other.since : other.since == null ? since : earlier(since, other.since),
        validFrom == null || other.validFrom == null ? null : earlier(validFrom, other.validFrom),
        validTo == null || other.validTo == null ? null : later(validTo, other.validTo));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
