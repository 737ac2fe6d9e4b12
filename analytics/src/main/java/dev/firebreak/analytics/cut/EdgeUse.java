package dev.firebreak.analytics.cut;

import java.util.Collection;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Whether anybody would miss a membership or a grant.
///
/// @param kind how it is with the use of what it gives
/// @param reason what that rests on, in a phrase
/// @param goesOn the probability, 0 to 1, that somebody would miss it; null where nobody can tell
public record EdgeUse(Kind kind, String reason, @Nullable Double goesOn) {

  /// Without a probability.
  public EdgeUse(Kind kind, String reason) {
    this(kind, reason, null);
  }

  /// With one.
  public static EdgeUse probable(Kind kind, String reason, double goesOn) {
    return new EdgeUse(kind, reason, goesOn);
  }

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

  /// The one that weighs more: by its kind, then by its probability, of which none weighs most.
  private EdgeUse or(EdgeUse other) {
    int weighs = other.kind.compareTo(kind);
    return weighs > 0 || (weighs == 0 && other.weight() > weight()) ? other : this;
  }

  private double weight() {
    return goesOn == null ? 2 : goesOn;
  }
}
