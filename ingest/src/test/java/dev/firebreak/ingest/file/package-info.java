/// Sources of files, from real files into a real graph.
@NullMarked
package dev.firebreak.ingest.file;

import org.jspecify.annotations.NullMarked;
