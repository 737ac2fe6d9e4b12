/// Accounts that belong to nobody, and services and agents that nobody answers for.
@NullMarked
package dev.firebreak.analytics.orphan;

import org.jspecify.annotations.NullMarked;
