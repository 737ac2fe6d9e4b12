/// Mapping as a pure function.
@NullMarked
package dev.firebreak.ingest.map;

import org.jspecify.annotations.NullMarked;
