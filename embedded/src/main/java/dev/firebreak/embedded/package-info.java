/// The in-process default database: Neo4j Community with Bolt on loopback, for a laptop, the demo
/// and the tests. It hands out a URI and nothing else, so that everything beyond this package
/// speaks to an embedded database and to a cluster in the same way. This module holds all
/// GPL-licensed parts.
@NullMarked
package dev.firebreak.embedded;

import org.jspecify.annotations.NullMarked;
