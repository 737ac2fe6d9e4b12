/// What harvests saw of access over time. [dev.firebreak.ingest.history.AccessHistory] answers who
/// had what between two instants, after the access and even its account are gone.
@NullMarked
package dev.firebreak.ingest.history;

import org.jspecify.annotations.NullMarked;
