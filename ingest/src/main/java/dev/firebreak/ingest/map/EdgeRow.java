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
}
