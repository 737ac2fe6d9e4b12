/// Correlation as a pure function, and what it leaves in the graph.
@NullMarked
package dev.firebreak.ingest.correlate;

import org.jspecify.annotations.NullMarked;
