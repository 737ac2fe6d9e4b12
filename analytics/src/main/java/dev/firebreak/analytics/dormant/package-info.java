/// Accounts that could be used and are not: no use of anything they hold was seen in the window,
/// and the usage feeds cover all of it. What a feed does not cover is unknown, never dormant.
@NullMarked
package dev.firebreak.analytics.dormant;

import org.jspecify.annotations.NullMarked;
