/// Accounts that belong to nobody and service accounts that nobody answers for.
@NullMarked
package dev.firebreak.analytics.orphan;

import org.jspecify.annotations.NullMarked;
