package dev.firebreak.remediation.write;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes as they are sent, which may hold numbers that canonical JSON refuses.
final class Digest {

  private Digest() {}

  /// In 64 lower-case hexadecimal digits.
  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every Java platform has SHA-256", absent);
    }
  }
}
