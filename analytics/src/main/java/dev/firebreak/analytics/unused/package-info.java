/// Entitlements that are held and not used. What usage feeds say is a
/// [dev.firebreak.analytics.unused.Usage]; [dev.firebreak.analytics.unused.UseVerdict] is the
/// answer for one grant, and it is *unknown* whenever the feed cannot tell;
/// [dev.firebreak.analytics.unused.UnusedEntitlements] makes findings of those that are unused for
/// certain.
@NullMarked
package dev.firebreak.analytics.unused;

import org.jspecify.annotations.NullMarked;
