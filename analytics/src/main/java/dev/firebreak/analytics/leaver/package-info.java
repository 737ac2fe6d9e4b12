/// Leavers: people whom the authoritative source has let go and who can still sign in elsewhere.
@NullMarked
package dev.firebreak.analytics.leaver;

import org.jspecify.annotations.NullMarked;
