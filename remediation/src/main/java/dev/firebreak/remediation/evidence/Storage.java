package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;

/// The line between what a process has written and what outlives a power cut.
@FunctionalInterface
interface Storage {
  /// The disk itself.
  Storage DISK = segment -> segment.getFD().sync();

  /// Returns when everything written to a file outlives a power cut.
  void sync(RandomAccessFile segment) throws IOException;
}
