package dev.firebreak.web.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A key of this installation that lies beside the evidence key, outside of the data folder and of
/// the graph: 256 random bits, made when first needed. From it other keys are derived, so that the
/// graph holds neither them nor anything from which they could be guessed.
public final class LocalKey {

  /// How long the key and all that is derived from it are, in bytes.
  public static final int BYTES = 32;

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private byte @Nullable [] key;

  /// The key in a file, which is made when it is first needed and not there.
  LocalKey(Path file) {
    this.file = file;
  }

  /// The key that belongs to a data folder.
  public static LocalKey of(Path dataDir) {
    return new LocalKey(EvidenceConfig.keyBeside(dataDir).resolveSibling("local.key"));
  }

  /// What the key makes of some bytes, for one purpose: a key of its own (HMAC-SHA-256, RFC 2104).
  /// Without the key nobody can tell it from chance, nor find the bytes by trying.
  ///
  /// @param purpose tells uses apart; what is derived for one says nothing of another
  /// @throws UncheckedIOException naming the file, if it can neither be read nor made
  public byte[] derive(String purpose, byte[] from) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized byte[] key() {
    byte[] known = key;
    if (known == null) {
      try {
        known = read();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The key file " + file + " cannot be used: " + e.getMessage(), e);
      }
      key = known;
    }
    return known;
  }

  private byte[] read() throws IOException {
    try {
      return parsed();
    } catch (NoSuchFileException absent) {
      make();
      return parsed();
    }
  }

  private byte[] parsed() throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (posix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          "others than its owner have rights on it; say `chmod 600 " + file + "`");
    }
    try {
      byte[] read = Base64.getDecoder().decode(text);
      if (read.length == BYTES) {
        return read;
      }
    } catch (IllegalArgumentException malformed) {
      throw new IOException("it is not base64; restore it from a copy", malformed);
    }
    throw new IOException("it has not " + BYTES + " bytes; restore it from a copy");
  }

  private void make() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      if (posix()) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException faster) {
      return;
    }
    Files.writeString(file, Base64.getEncoder().encodeToString(fresh) + "\n");
  }

  private boolean posix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
