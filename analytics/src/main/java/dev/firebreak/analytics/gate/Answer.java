package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.whatif.WhatIf;

/// What a change would do.
///
/// @param outcome what would open and close, and the first of those who would reach other resources
/// @param changed how many identities would reach other resources
/// @param before the weighted blast radii of those, added up
/// @param after the same after the change
/// @param method how that was found
public record Answer(WhatIf outcome, int changed, long before, long after, Method method) {}
