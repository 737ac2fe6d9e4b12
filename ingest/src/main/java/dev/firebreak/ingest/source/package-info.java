/// What an operator declares about a source: where it is, how to sign in, how its attributes map to
/// the graph, what is sensitive in it. Start at [dev.firebreak.ingest.source.SourceConfig];
/// [dev.firebreak.ingest.source.ScimConfig] is how its service provider is called.
@NullMarked
package dev.firebreak.ingest.source;

import org.jspecify.annotations.NullMarked;
