/// What an operator declares about a source: where it is, how to sign in, how its attributes map to
/// the graph, what is sensitive in it. Start at [dev.firebreak.ingest.source.SourceConfig].
@NullMarked
package dev.firebreak.ingest.source;

import org.jspecify.annotations.NullMarked;
