/// The identity graph: what its records mean ([dev.firebreak.graph.model]), which nodes and edges
/// it has and what counts as reach ([dev.firebreak.graph.schema]), how a query file becomes a typed
/// question ([dev.firebreak.graph.query]), the only door to Neo4j ([dev.firebreak.graph.store]) and
/// the copy that algorithms run on ([dev.firebreak.graph.snapshot]).
@NullMarked
package dev.firebreak.graph;

import org.jspecify.annotations.NullMarked;
