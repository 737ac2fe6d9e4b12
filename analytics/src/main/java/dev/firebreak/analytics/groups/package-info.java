/// Groups that are not kept in order: groups that contain each other
/// ([dev.firebreak.analytics.groups.GroupCycles]), groups without a member
/// ([dev.firebreak.analytics.groups.EmptyGroups]) and groups that say the same twice
/// ([dev.firebreak.analytics.groups.DuplicateGroups]). Each is one finding on the highest group.
@NullMarked
package dev.firebreak.analytics.groups;

import org.jspecify.annotations.NullMarked;
