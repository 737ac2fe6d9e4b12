package dev.firebreak.analytics.attribution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why what one identity reaches is not what it was.
///
/// @param key the identity's node key
/// @param before its radius in the earlier state; zero if that does not have it
/// @param after its radius in the later state; zero if that does not have it
/// @param method what [Contribution#share] means
/// @param contributions those that contributed anything, the largest first
public record Attribution(
    String key,
    String name,
    RadiusSums before,
    RadiusSums after,
    Method method,
    List<Contribution> contributions) {

  public Attribution {
    contributions = List.copyOf(contributions);
  }

  /// How the change was divided.
  public enum Method {
    /// Exact Shapley values: they add up to the change.
    SHAPLEY,
    /// Too many causes bear on one resource for all their subsets: only what each cause did alone
    /// and what vanishes without it, which need not add up.
    ALONE_AND_UNDONE
  }

  /// Causes that for this identity only act together, and what came of them.
  ///
  /// @param causes at least one
  /// @param share their Shapley value; null where the method is another
  /// @param alone what they alone would have changed of the earlier radius (first-in)
  /// @param undone what of the later radius would not be if they alone were undone (last-in)
  public record Contribution(
      List<Cause> causes, @Nullable Shares share, RadiusSums alone, RadiusSums undone) {

    public Contribution {
      causes = List.copyOf(causes);
    }
  }

  /// After less before.
  public RadiusSums change() {
    return after.minus(before);
  }
}
