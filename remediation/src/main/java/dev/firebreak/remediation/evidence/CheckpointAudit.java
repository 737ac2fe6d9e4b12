package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleFrontier;
import dev.firebreak.remediation.evidence.merkle.MerkleHash;
import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds the lines of a log, taken one after the other, against checkpoints that were signed over
/// it.
final class CheckpointAudit {
  private final MerkleFrontier tree = new MerkleFrontier();
  private final KeyHistory keys = new KeyHistory();
  private final Set<Long> sizes = new HashSet<>();
  private final Map<Long, Checkpoint> seen = new HashMap<>();

  /// @param checkpoints those that will be asked for
  CheckpointAudit(List<SignedCheckpoint> checkpoints) {
    checkpoints.forEach(signed -> sizes.add(signed.checkpoint().size()));
  }

  /// Takes the next line, without its line feed.
  void take(byte[] line, String type) throws MalformedLine {
    if (type.equals(KeyHistory.TYPE)) {
      keys.take(LineFormat.read(line));
    }
    tree.add(MerkleHash.leaf(line));
    if (sizes.contains(tree.size())) {
      seen.put(tree.size(), Checkpoint.of("", tree.size(), tree.root()));
    }
  }

  MerkleFrontier tree() {
    return tree;
  }

  KeyHistory keys() {
    return keys;
  }

  /// What speaks against the log, by this checkpoint.
  ///
  /// @param name what to call it, as in "CHECKPOINT"
  Optional<Objection> objection(SignedCheckpoint signed, String name) {
    Checkpoint checkpoint = signed.checkpoint();
    long size = checkpoint.size();
    VerifierKey key = keys.inForceAt(size);
    boolean beyond = size > tree.size();
    if (key == null && beyond) {
      return missing(name, size);
    }
    if (key == null || !checkpoint.origin().equals(key.name())) {
      return tampered(
          size,
          "%s is of the log %s, which this is not: another checkpoint was given, or all of the log is another"
              .formatted(name, checkpoint.origin()));
    }
    Checkpoint own = seen.get(size);
    if (!beyond && (own == null || !own.root().equals(checkpoint.root()))) {
      return tampered(
          size, "one of the records up to here is not what " + name + " is signed over");
    }
    if (!signed.isSignedBy(key)) {
      return tampered(size, name + " is not signed by the key " + key.fingerprint());
    }
    return beyond ? missing(name, size) : Optional.empty();
  }

  private Optional<Objection> missing(String name, long size) {
    return Optional.of(
        Objection.missing(
            tree.size(),
            "%s is signed over %d records, and the log ends after record %d"
                .formatted(name, size, tree.size())));
  }

  private static Optional<Objection> tampered(long size, String why) {
    return Optional.of(Objection.tampered(size, why));
  }
}
