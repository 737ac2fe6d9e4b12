package dev.firebreak.analytics.unused;

import java.util.Optional;

/// One grant, whether it is used, and what that rests on.
///
/// @param subject key of the identity or account whose grants were asked for
/// @param edge index of the HOLDS edge
/// @param account the account's node key
/// @param entitlement the entitlement's node key
/// @param asleep whether the account is inactive; then the grant counts nowhere
/// @param stillUsed how probable it is that it is still in use, if that can be told
/// @param weight its weight in the [Creep]
/// @param points how much the [Creep] of the subject would fall without the grant's being unused; 0
///   for all others
public record JudgedGrant(
    String subject,
    int edge,
    String account,
    String entitlement,
    boolean asleep,
    UseVerdict verdict,
    UseFacts facts,
    Optional<StillUsed> stillUsed,
    long weight,
    double points) {}
