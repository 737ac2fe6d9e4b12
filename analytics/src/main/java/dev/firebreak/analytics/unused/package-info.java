/// Entitlements that are held and not used.
///
/// What usage feeds say is a [dev.firebreak.analytics.unused.Usage]. Its answer for one grant is a
/// [dev.firebreak.analytics.unused.UseVerdict] with the
/// [facts][dev.firebreak.analytics.unused.UseFacts] it rests on; it is *unknown* whenever the feeds
/// cannot tell, and a use that recurs has a [dev.firebreak.analytics.unused.Season].
/// [dev.firebreak.analytics.unused.Peers] tell how probable it is that a grant is still in use, by
/// a [dev.firebreak.analytics.unused.DropoutModel].
/// [dev.firebreak.analytics.unused.UnusedEntitlements] makes findings of what is unused for
/// certain, and sums the [permission creep index][dev.firebreak.analytics.unused.Creep].
@NullMarked
package dev.firebreak.analytics.unused;

import org.jspecify.annotations.NullMarked;
