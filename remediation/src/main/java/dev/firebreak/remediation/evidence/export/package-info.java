/// Takes checkpoints, and the records that they cover, off this host, where nobody who owns it can
/// alter them.
///
/// [Exports] listens to a log and hands each checkpoint to every [Sink], in the background: a sink
/// that cannot be reached is told of by [Exports#problems] and gets the next checkpoint; the log
/// goes on.
@NullMarked
package dev.firebreak.remediation.evidence.export;

import org.jspecify.annotations.NullMarked;
