package dev.firebreak.analytics.cut;

import java.util.Collection;
import java.util.function.IntFunction;

/// Whether anybody would miss a membership or a grant.
///
/// @param kind how it is with the use of what it gives
/// @param reason what that rests on, in a phrase
public record EdgeUse(Kind kind, String reason) {

  /// From what goes first to what goes last.
  public enum Kind {
    /// Nobody used what it gives in the whole window, and a feed would have told.
    UNUSED("unused"),
    /// Nobody can tell, it is too new to tell, or its use probably goes on; never to be read as
    /// unused.
    UNKNOWN("unknown"),
    /// The way by which somebody holds what they used.
    USED("used");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// What screens call it.
    public String word() {
      return word;
    }
  }

  /// How all that a change takes is used: as the edge whose use weighs most.
  ///
  /// @param use how the edge with an index is used
  public static EdgeUse of(Collection<Integer> edges, IntFunction<EdgeUse> use) {
    return edges.stream()
        .map(use::apply)
        .reduce(EdgeUse::or)
        .orElse(new EdgeUse(Kind.UNKNOWN, "it takes nothing now"));
  }

  /// The one that weighs more.
  private EdgeUse or(EdgeUse other) {
    return other.kind.compareTo(kind) > 0 ? other : this;
  }
}
