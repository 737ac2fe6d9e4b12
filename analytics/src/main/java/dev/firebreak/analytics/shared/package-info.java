/// Accounts that more than one identity uses, and accounts of services and agents that a person
/// uses: what was done with them cannot be told apart.
@NullMarked
package dev.firebreak.analytics.shared;

import org.jspecify.annotations.NullMarked;
