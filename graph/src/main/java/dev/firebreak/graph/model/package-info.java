/// The records of the identity graph: keys and the nodes that a harvest writes. Pure values without
/// behaviour beyond their own meaning. Start at [dev.firebreak.graph.model.NodeKey].
@NullMarked
package dev.firebreak.graph.model;

import org.jspecify.annotations.NullMarked;
