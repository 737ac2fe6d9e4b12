package dev.firebreak.remediation.evidence.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The three hashes of RFC 6962 §2.1. Leaves and nodes have prefixes of their own, so that no node
/// can be passed off as a leaf.
public final class MerkleHash {
  /// How long each of them is, in bytes.
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleHash() {}

  /// The root of the tree without leaves.
  public static byte[] empty() {
    return sha256().digest();
  }

  /// The hash of a leaf.
  public static byte[] leaf(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest.digest(content);
  }

  static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every Java platform has SHA-256", absent);
    }
  }
}
