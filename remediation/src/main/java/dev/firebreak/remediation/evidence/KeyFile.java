package dev.firebreak.remediation.evidence;

import dev.firebreak.remediation.evidence.note.MalformedNote;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import dev.firebreak.remediation.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/// Where the signing key lies, and beside it (`.checkpoint`) a copy of the last checkpoint that was
/// signed with it. During a rotation the new key waits in `.rotation`.
final class KeyFile {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  KeyFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /// The key; empty where there is no file.
  ///
  /// @throws EvidenceBroken if others may read it, or it is no key
  Optional<SigningKey> load() throws IOException {
    return load(path);
  }

  private static Optional<SigningKey> load(Path file) throws IOException {
    String pem;
    try {
      requireClosed(file);
      pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
    try {
      return Optional.of(SigningKey.parse(pem));
    } catch (MalformedNote malformed) {
      throw EvidenceBroken.unsigned(
          "the key file %s %s. Restore it from a copy".formatted(file, malformed.getMessage()));
    }
  }

  private static void requireClosed(Path file) throws IOException {
    if (Files.exists(file) && DurableFiles.posix(file)) {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (!OWNER.containsAll(rights)) {
        throw EvidenceBroken.unsigned(
            "others than its owner have rights on the key file %s. Say `chmod 600 %s`, and ask who read it meanwhile"
                .formatted(file, file));
      }
    }
  }

  /// Makes a key and its file, which only the owner can read.
  SigningKey create() throws IOException {
    SigningKey key = SigningKey.generate();
    if (!Files.isDirectory(folder())) {
      DurableFiles.createFolder(folder());
    }
    DurableFiles.replace(path, bytes(key));
    DurableFiles.syncFolder(folder());
    return key;
  }

  /// Makes a key that waits to take the place of this one.
  SigningKey prepareNext() throws IOException {
    SigningKey key = SigningKey.generate();
    DurableFiles.replace(waiting(), bytes(key));
    DurableFiles.syncFolder(folder());
    return key;
  }

  /// The key that waits, if any.
  Optional<SigningKey> next() throws IOException {
    return load(waiting());
  }

  /// Puts the key that waits in the place of this one, which is gone then.
  void promote() throws IOException {
    DurableFiles.move(waiting(), path);
    DurableFiles.syncFolder(folder());
  }

  /// The last checkpoint that was signed with this key or the one before it.
  Optional<SignedCheckpoint> lastSigned() throws IOException {
    return StoredCheckpoint.in(witness(), "the copy " + witness());
  }

  /// Keeps a copy of a checkpoint here.
  void remember(SignedCheckpoint signed) throws IOException {
    DurableFiles.replace(witness(), signed.bytes());
  }

  Path path() {
    return path;
  }

  Path witness() {
    return path.resolveSibling(path.getFileName() + ".checkpoint");
  }

  private Path waiting() {
    return path.resolveSibling(path.getFileName() + ".rotation");
  }

  private Path folder() {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static byte[] bytes(SigningKey key) {
    return key.pem().getBytes(StandardCharsets.US_ASCII);
  }
}
