/// Joins the embedded Neo4j to the rest; compiled only where the build contains that module.
@NullMarked
package dev.firebreak.web.embedded;

import org.jspecify.annotations.NullMarked;
