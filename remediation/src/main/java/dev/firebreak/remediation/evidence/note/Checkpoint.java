package dev.firebreak.remediation.evidence.note;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// A log at one moment.
///
/// @param origin the name of the log
/// @param size how many records it had
/// @param root the Merkle root over them, in base64
public record Checkpoint(String origin, long size, String root) {
  private static final int HASH_BYTES = 32;
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");

  /// A checkpoint with this root.
  public static Checkpoint of(String origin, long size, byte[] root) {
    return new Checkpoint(origin, size, Base64.getEncoder().encodeToString(root));
  }

  static Checkpoint parse(String text) throws MalformedNote {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new MalformedNote("does not say origin, size and root in a line each");
    }
    if (!SIZE.matcher(lines[1]).matches()) {
      throw new MalformedNote("has a size that is no number of records");
    }
    hash(lines[2]);
    return new Checkpoint(Canonical.name(lines[0]), Long.parseLong(lines[1]), lines[2]);
  }

  /// A hash from its one form in base64.
  public static byte[] hash(String base64) throws MalformedNote {
    byte[] hash = Canonical.base64(base64);
    if (hash.length != HASH_BYTES) {
      throw new MalformedNote("has a hash that is not 32 bytes long");
    }
    return hash;
  }

  /// The root as bytes.
  public byte[] rootHash() {
    return Base64.getDecoder().decode(root);
  }

  /// What is signed: three lines.
  public String text() {
    return origin + "\n" + size + "\n" + root + "\n";
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
