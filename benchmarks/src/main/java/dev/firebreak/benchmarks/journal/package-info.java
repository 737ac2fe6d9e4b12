/// Appending to the evidence against the plainest loop that writes and waits for the disk, and
/// checking a large journal.
@NullMarked
package dev.firebreak.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
