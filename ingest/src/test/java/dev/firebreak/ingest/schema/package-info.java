/// Checks of what is noticed when schemas change.
@NullMarked
package dev.firebreak.ingest.schema;

import org.jspecify.annotations.NullMarked;
