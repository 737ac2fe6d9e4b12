package dev.firebreak.web.precondition;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The version of an answer: a strong entity tag (RFC 9110, 8.8.3) of its bytes, so that two who
/// are told different things never have the same.
final class EntityTag {

  private static final int BYTES = 16;

  private EntityTag() {}

  /// The tag of these bytes, in its quotes.
  static String of(byte[] answer) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(answer);
      return "\"" + HexFormat.of().formatHex(hash, 0, BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
