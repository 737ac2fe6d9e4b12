package dev.firebreak.analytics.whatif;

import dev.firebreak.graph.schema.EdgeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One supposed change of the graph.
public sealed interface Change {

  /// Where the question says it, as a JSON pointer (RFC 6901), for messages.
  String at();

  /// An edge that is gone.
  ///
  /// @param from the key of the node where it starts
  /// @param to the key of the node where it ends
  /// @param via the key of the resource that carries it; null for all edges of the kind between the
  ///   two
  record Remove(String at, EdgeKind kind, String from, String to, @Nullable String via)
      implements Change {}

  /// An edge that is there.
  ///
  /// @param from the key of the node where it starts
  /// @param to the key of the node where it ends
  /// @param via the key of the resource that carries it; null for what carries such edges where
  ///   nothing else is said
  /// @param attribute the attribute of that resource; null for the usual one
  /// @param since when it was granted; null for the instant of the snapshot
  /// @param validFrom when it begins to hold; null where it has no beginning
  /// @param validTo when it no longer holds; null where it has no end
  record Add(
      String at,
      EdgeKind kind,
      String from,
      String to,
      @Nullable String via,
      @Nullable String attribute,
      @Nullable Instant since,
      @Nullable Instant validFrom,
      @Nullable Instant validTo)
      implements Change {}

  /// An account that is switched on or off.
  ///
  /// @param account its key
  /// @param active whether it can be used then
  record Switch(String at, String account, boolean active) implements Change {}
}
