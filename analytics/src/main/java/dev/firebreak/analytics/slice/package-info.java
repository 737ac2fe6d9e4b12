/// What a finding rests on, small enough to be kept for years and enough to find it again.
///
/// An [dev.firebreak.analytics.slice.Exhibit] is a finding with its
/// [dev.firebreak.analytics.slice.FindingSlice]: the nodes and edges that its rule needs, no more,
/// and the rule itself, see [dev.firebreak.analytics.slice.RuleText].
/// [dev.firebreak.analytics.slice.SliceNodes] chooses the nodes. No slice is kept that does not
/// give the same finding again when the very rule runs on it.
@NullMarked
package dev.firebreak.analytics.slice;

import org.jspecify.annotations.NullMarked;
