/// Walking the reach edges of a snapshot. [dev.firebreak.analytics.reach.Walk] finds what a node
/// reaches, or what reaches it, with the fewest hops and a witness path;
/// [dev.firebreak.analytics.reach.Adjacency] is the bare graph for algorithms that visit
/// everything.
@NullMarked
package dev.firebreak.analytics.reach;

import org.jspecify.annotations.NullMarked;
