/// Privileged access that is always there. [dev.firebreak.analytics.privileged.Privilege] says what
/// counts as privileged; [dev.firebreak.analytics.privileged.OutsideVault] finds it on accounts
/// that people and programs use without a vault,
/// [dev.firebreak.analytics.privileged.StandingPrivilege] finds it granted without an end date.
@NullMarked
package dev.firebreak.analytics.privileged;

import org.jspecify.annotations.NullMarked;
