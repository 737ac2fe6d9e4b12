package dev.firebreak.analytics.whatif;

import java.util.List;

/// An identity whose blast radius would be another: it would reach something that it does not reach
/// now, or the other way round.
///
/// @param identity the identity
/// @param before what it reaches
/// @param after what it would reach
/// @param gained how many resources it would reach besides
/// @param lost how many resources it would no longer reach
/// @param mostGained those it would reach besides, the most sensitive first; at most [#LISTED]
/// @param mostLost those it would no longer reach, the most sensitive first; at most [#LISTED]
public record IdentityChange(
    Place identity,
    Sums before,
    Sums after,
    int gained,
    int lost,
    List<Resource> mostGained,
    List<Resource> mostLost) {

  /// How many resources are listed at most.
  public static final int LISTED = 20;

  public IdentityChange {
    mostGained = List.copyOf(mostGained);
    mostLost = List.copyOf(mostLost);
  }

  /// The size of a blast radius.
  ///
  /// @param count distinct resources
  /// @param weighted the sum of their sensitivities
  /// @param crownJewels how many of them are crown jewels
  /// @param entitlements how many of them are entitlements
  public record Sums(int count, long weighted, int crownJewels, int entitlements) {}

  /// An entitlement, safe or privileged account.
  ///
  /// @param sensitivity 0 to 100
  public record Resource(Place resource, int sensitivity, boolean crownJewel) {}

  /// By how much the weighted sum would grow; below 0 it would shrink.
  public long growth() {
    return after.weighted() - before.weighted();
  }
}
