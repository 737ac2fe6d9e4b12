package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.merkle.MerkleFrontier;
import dev.firebreak.remediation.evidence.note.Checkpoint;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.SigningKey;
import dev.firebreak.remediation.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signs checkpoints over a log with the key in force and keeps the last one beside the log and
/// beside the key. Guarded by the lock of the [Appender].
final class Notary {
  private static final String ORIGIN = "firebreak-evidence/";

  private final Path folder;
  private final KeyFile file;
  private final CheckpointListener listener;
  private final String origin;
  private final boolean adopted;
  private volatile SigningKey key;
  private volatile @Nullable SignedCheckpoint last;

  private Notary(
      Path folder,
      KeyFile file,
      CheckpointListener listener,
      KeyHistory keys,
      SigningKey key,
      @Nullable SignedCheckpoint last) {
    this.folder = folder;
    this.file = file;
    this.listener = listener;
    this.key = key;
    this.last = last;
    String name = keys.origin();
    this.adopted = name != null;
    this.origin = name == null ? ORIGIN + HexFormat.of().formatHex(random()) : name;
  }

  private static byte[] random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /// The notary of a log that was read through an audit.
  ///
  /// @param last what `CHECKPOINT` holds
  /// @param listener is told of each checkpoint
  /// @throws EvidenceBroken if the key is not there, not closed to others or not the one in force
  static Notary of(
      Path folder,
      KeyFile file,
      KeyHistory keys,
      @Nullable SignedCheckpoint last,
      CheckpointListener listener)
      throws IOException {
    VerifierKey inForce = keys.current();
    SigningKey key =
        inForce == null ? unused(folder, file) : inForce(file, inForce, file.load().orElse(null));
    return new Notary(folder, file, listener, keys, key, last);
  }

  /// The key for a log that was never signed.
  private static SigningKey unused(Path folder, KeyFile file) throws IOException {
    SignedCheckpoint other = file.lastSigned().orElse(null);
    if (other != null) {
      throw EvidenceBroken.unsigned(
          "the key %s has signed %d records of the log %s, and %s is not that log. Bring its folder back; or, if a new log is to begin, move %s away"
              .formatted(
                  file.path(),
                  other.checkpoint().size(),
                  other.checkpoint().origin(),
                  folder,
                  file.witness()));
    }
    Optional<SigningKey> there = file.load();
    return there.isPresent() ? there.get() : file.create();
  }

  private static SigningKey inForce(KeyFile file, VerifierKey inForce, @Nullable SigningKey found)
      throws IOException {
    if (found != null && found.verifier(inForce.name()).equals(inForce)) {
      return found;
    }
    SigningKey next = file.next().orElse(null);
    if (next != null && next.verifier(inForce.name()).equals(inForce)) {
      file.promote();
      return next;
    }
    throw EvidenceBroken.unsigned(
        "the key %s, which signs this log, %s. Bring it back from a copy; the place is set by evidence.key"
            .formatted(
                inForce.fingerprint(),
                found == null
                    ? "is missing: there is no file " + file.path()
                    : "is not the one in " + file.path()));
  }

  /// What the log must tell before it is signed for the first time.
  Optional<Evidence.KeyAdopted> introduction() {
    return adopted ? Optional.empty() : Optional.of(KeyAdoption.first(origin, key));
  }

  /// Makes a key that waits to be adopted.
  Rotation prepareRotation(String by) throws IOException {
    SigningKey next = file.prepareNext();
    return new Rotation(next, KeyAdoption.next(origin, key, next, by));
  }

  /// A new key, and the record that brings it.
  record Rotation(SigningKey next, Evidence.KeyAdopted record) {}

  /// Signs with the new key from now on; its record is on the disk.
  void complete(Rotation rotation) throws IOException {
    file.promote();
    key = rotation.next();
  }

  /// How many records the last checkpoint covers.
  long covered() {
    SignedCheckpoint now = last;
    return now == null ? 0 : now.checkpoint().size();
  }

  /// The last checkpoint; null while there is none.
  @Nullable SignedCheckpoint last() {
    return last;
  }

  /// The public half of the key in force.
  VerifierKey verifier() {
    return key.verifier(origin);
  }

  /// The signature over a text that is no checkpoint, in base64.
  String seal(String text) {
    return Base64.getEncoder().encodeToString(key.sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Signs a tree whose leaves are on the disk.
  void sign(MerkleFrontier tree) throws IOException {
    SignedCheckpoint now = key.sign(Checkpoint.of(origin, tree.size(), tree.root()));
    DurableFiles.replace(folder.resolve(StoredCheckpoint.FILE), now.bytes());
    file.remember(now);
    last = now;
    listener.signed(now);
  }
}
