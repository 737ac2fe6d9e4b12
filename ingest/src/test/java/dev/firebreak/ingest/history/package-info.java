@NullMarked
package dev.firebreak.ingest.history;

import org.jspecify.annotations.NullMarked;
