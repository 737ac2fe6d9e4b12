package dev.firebreak.analytics.blastradius;

/// The sums of one identity's blast radius.
///
/// @param node the identity's index in its snapshot
/// @param count distinct resources reached
/// @param weighted the sum of their sensitivities
/// @param crownJewels how many of them are crown jewels
public record Radius(int node, String identityKey, int count, long weighted, int crownJewels) {}
