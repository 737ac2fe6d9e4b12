package dev.firebreak.analytics.blastradius;

import java.util.OptionalInt;

/// The sums of one identity's or group's blast radius.
///
/// @param node its index in its snapshot
/// @param identityKey its key
/// @param count distinct resources reached
/// @param weighted the sum of their sensitivities
/// @param crownJewels how many of them are crown jewels
/// @param entitlements how many of them are entitlements
/// @param containers how many are containers
/// @param privilegedAccounts how many are privileged accounts
/// @param jewelShare crown jewels reached of all there are, 0 to 1; 0 when there are none
/// @param jewelHops the fewest edges to a crown jewel, empty when none is reached
public record Radius(
    int node,
    String identityKey,
    int count,
    long weighted,
    int crownJewels,
    int entitlements,
    int containers,
    int privilegedAccounts,
    double jewelShare,
    OptionalInt jewelHops) {}
