@NullMarked
package dev.firebreak.ingest;

import org.jspecify.annotations.NullMarked;
