/// The only door to Neo4j: [dev.firebreak.graph.store.IdentityGraph] asks and applies queries over
/// Bolt. Retries, bookmarks and schema migrations live here, and so does every use of the driver.
@NullMarked
package dev.firebreak.graph.store;

import org.jspecify.annotations.NullMarked;
