package dev.firebreak.remediation.evidence.export;

import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Another folder, on a share or a disk that is written once: every record that a checkpoint
/// covers, in segments of the same names, and every checkpoint as a file of its own,
/// `checkpoint-000000000120.txt`. What is there is never overwritten. For one thread at a time.
public final class FolderSink implements Sink {
  private static final int BLOCK = 1 << 20;

  private final Path evidence;
  private final Path target;
  private long copied = -1;

  /// @param evidence the folder of the log
  /// @param target the other folder, which must be there
  public FolderSink(Path evidence, Path target) {
    this.evidence = evidence;
    this.target = target;
  }

  @Override
  public String name() {
    return "folder " + target;
  }

  @Override
  public void take(SignedCheckpoint signed) throws IOException {
    if (!Files.isDirectory(target)) {
      throw new NoSuchFileException(target + " is not there");
    }
    long size = signed.checkpoint().size();
    copied = copied < 0 ? recordsIn(target) : copied;
    try {
      for (Path segment : segments(evidence)) {
        copy(segment, target.resolve(segment.getFileName()), size);
      }
    } catch (IOException failed) {
      copied = -1;
      throw failed;
    }
    Path file = target.resolve(String.format(Locale.ROOT, "checkpoint-%012d.txt", size));
    if (!Files.exists(file)) {
      append(file, signed.bytes());
    } else if (!Arrays.equals(Files.readAllBytes(file), signed.bytes())) {
      throw new IOException(file + " holds another checkpoint over as many records");
    }
  }

  /// Copies what the copy of a segment lacks, up to so many records in all.
  private void copy(Path segment, Path copy, long size) throws IOException {
    long there = Files.exists(copy) ? Files.size(copy) : 0;
    if (there > Files.size(segment)) {
      throw new IOException(copy + " is longer than the segment that it is a copy of");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(segment), BLOCK)) {
      in.skipNBytes(there);
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (int b = 0; copied < size && b >= 0; ) {
        b = in.read();
        if (b >= 0) {
          lines.write(b);
        }
        copied += b == '\n' ? 1 : 0;
        if (lines.size() >= BLOCK) {
          append(copy, lines.toByteArray());
          lines.reset();
        }
      }
      if (lines.size() > 0) {
        append(copy, lines.toByteArray());
      }
    }
  }

  private static long recordsIn(Path folder) throws IOException {
    long records = 0;
    for (Path segment : segments(folder)) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(segment), BLOCK)) {
        for (int b = in.read(); b >= 0; b = in.read()) {
          records += b == '\n' ? 1 : 0;
        }
      }
    }
    return records;
  }

  private static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("evidence-\\d{6}\\.jsonl"))
          .sorted()
          .toList();
    }
  }

  private static void append(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
