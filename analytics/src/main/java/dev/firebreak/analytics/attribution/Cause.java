package dev.firebreak.analytics.attribution;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One difference between two states of the graph that can change what somebody reaches. Causes are
/// independent: each can be thought undone without the others.
public sealed interface Cause {

  /// A node that a cause is about.
  ///
  /// @param isNew whether only the later state has it
  record Place(NodeKind kind, String key, String name, boolean isNew) {}

  /// What became of a fact.
  enum Turn {
    /// The earlier state does not have it.
    APPEARED,
    /// Both have it, and it holds only in the later.
    BEGAN,
    /// Both have it, and it holds only in the earlier.
    ENDED,
    /// The later state does not have it.
    DISAPPEARED;

    /// Whether it gives and does not take.
    boolean gives() {
      return this == APPEARED || this == BEGAN;
    }
  }

  /// Somebody's membership, grant, right, content or ownership came or went. Several statements of
  /// the same are one fact: it holds while any of them does.
  ///
  /// @param source the id of the source that states it; null for what nobody states
  /// @param seen for what came, when a harvest first saw it; for what went, when one last did; for
  ///   what began or ended, the instant from which it does
  /// @param rule why two nodes were joined, for [EdgeKind#OWNS]
  record Fact(
      EdgeKind kind,
      Place from,
      Place to,
      Turn turn,
      @Nullable String source,
      @Nullable Instant seen,
      @Nullable String rule)
      implements Cause {}

  /// An account was switched on or off.
  ///
  /// @param usable whether it can be used now
  record Activity(Place account, boolean usable, @Nullable String source) implements Cause {}

  /// A resource weighs more or less.
  ///
  /// @param before 0 to 100
  /// @param after 0 to 100
  record Sensitivity(Place resource, int before, int after) implements Cause {}

  /// A resource was marked as a crown jewel, or is no longer.
  record CrownJewel(Place resource, boolean marked) implements Cause {}

  /// One clause that says what happened, without subject: `jdoe became a member of AP-Clerks`.
  default String words() {
    return CauseWording.words(this);
  }
}
