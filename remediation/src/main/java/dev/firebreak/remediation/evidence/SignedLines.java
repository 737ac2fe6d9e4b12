package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleHash;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// The lines of a folder that its last checkpoint covers, as leaves, and some of them whole.
///
/// @param leaves one for each line
/// @param lines those that were asked for, and those that bring a key, by number
/// @param key the key in force at the end of them
record SignedLines(
    SignedCheckpoint signed, List<byte[]> leaves, SortedMap<Long, byte[]> lines, VerifierKey key) {

  /// Reads them.
  ///
  /// @return empty without a checkpoint, or a key that signed it, or where the log is shorter
  static Optional<SignedLines> in(Path folder, LongPredicate wanted) throws IOException {
    SignedCheckpoint signed =
        StoredCheckpoint.in(folder.resolve(StoredCheckpoint.FILE), StoredCheckpoint.FILE)
            .orElse(null);
    if (signed == null) {
      return Optional.empty();
    }
    int size = Math.toIntExact(signed.checkpoint().size());
    List<byte[]> leaves = new ArrayList<>(size);
    SortedMap<Long, byte[]> kept = new TreeMap<>();
    KeyHistory keys = new KeyHistory();
    try {
      for (Path segment : Segments.in(folder)) {
        try (LineReader lines = new LineReader(segment)) {
          for (var line = lines.next(); line != null && leaves.size() < size; line = lines.next()) {
            leaves.add(MerkleHash.leaf(line.bytes()));
            boolean bringsKey = LineFormat.header(line).type().equals(KeyHistory.TYPE);
            if (bringsKey) {
              keys.take(LineFormat.read(line));
            }
            if (bringsKey || wanted.test(leaves.size())) {
              kept.put((long) leaves.size(), line.bytes());
            }
          }
        }
      }
    } catch (MalformedLine malformed) {
      throw EvidenceBroken.at(folder, String.valueOf(malformed.getMessage()));
    }
    VerifierKey key = keys.inForceAt(size);
    return key == null || leaves.size() < size
        ? Optional.empty()
        : Optional.of(new SignedLines(signed, leaves, kept, key));
  }
}
