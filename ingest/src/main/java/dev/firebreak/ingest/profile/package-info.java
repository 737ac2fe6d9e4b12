/// What was measured of the sources, kept in the graph.
///
/// [SourceProbe] probes one source and keeps what came of it; [ProfileStore] holds the profiles,
/// and [Conformance] compares the last with the one before.
@NullMarked
package dev.firebreak.ingest.profile;

import org.jspecify.annotations.NullMarked;
