package dev.firebreak.remediation.evidence.note;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a signing key, under the name of the log that it signs for.
///
/// @param name the origin of the log
/// @param publicKey the 32 bytes of RFC 8032 §5.1.5, in base64
public record VerifierKey(String name, String publicKey) {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte ED25519 = 1;

  /// What stands before the 32 bytes in X.509 (RFC 8410 §4).
  private static final byte[] X509 = HEX.parseHex("302a300506032b6570032100");

  static final int KEY_BYTES = 32;

  static VerifierKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    byte[] bare = Arrays.copyOfRange(encoded, X509.length, encoded.length);
    return new VerifierKey(name, Base64.getEncoder().encodeToString(bare));
  }

  /// Reads the form that [#text] writes.
  public static VerifierKey parse(String text) throws MalformedNote {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedNote("is not name, id and key, joined by pluses");
    }
    byte[] typed = Canonical.base64(parts[2]);
    if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
      throw new MalformedNote("is not an Ed25519 key");
    }
    byte[] bare = Arrays.copyOfRange(typed, 1, typed.length);
    VerifierKey key =
        new VerifierKey(Canonical.name(parts[0]), Base64.getEncoder().encodeToString(bare));
    if (!HEX.formatHex(key.id()).equals(parts[1])) {
      throw new MalformedNote("has an id that is not that of its key");
    }
    return key;
  }

  /// One line to hand out: `name+id+key`.
  public String text() {
    return name
        + "+"
        + HEX.formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(joined(new byte[] {ED25519}, bare()));
  }

  /// SHA-256 of the key in its X.509 form, as `openssl pkey -pubin -outform DER | sha256sum` prints
  /// it.
  public String fingerprint() {
    return HEX.formatHex(sha256(joined(X509, bare())));
  }

  /// Four bytes that tell the keys of one name apart.
  byte[] id() {
    byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(sha256(joined(named, new byte[] {ED25519}, bare())), 4);
  }

  /// Whether this key made the signature (RFC 8032 §5.1.7).
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(joined(X509, bare()))));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private byte[] bare() {
    return Base64.getDecoder().decode(publicKey);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every Java platform has SHA-256", absent);
    }
  }
}
