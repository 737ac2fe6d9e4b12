/// What would change if access were taken away or given, without touching the graph.
///
/// [dev.firebreak.analytics.whatif.WhatIf] answers for a set of edges: who would reach more or
/// less, which findings would open and close. [dev.firebreak.analytics.whatif.SingleRemovals]
/// computes at once what each single node and edge carries, by dominators;
/// [dev.firebreak.analytics.whatif.ChokePoints] ranks them.
@NullMarked
package dev.firebreak.analytics.whatif;

import org.jspecify.annotations.NullMarked;
