/// Harvests of real providers into a real graph.
@NullMarked
package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.NullMarked;
