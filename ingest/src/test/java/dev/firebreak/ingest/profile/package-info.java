/// Profiles in the graph.
@NullMarked
package dev.firebreak.ingest.profile;

import org.jspecify.annotations.NullMarked;
