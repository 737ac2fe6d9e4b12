/// Usage feeds into a real graph.
@NullMarked
package dev.firebreak.ingest.usage;

import org.jspecify.annotations.NullMarked;
