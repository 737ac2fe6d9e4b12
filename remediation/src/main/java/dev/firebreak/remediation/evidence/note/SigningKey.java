package dev.firebreak.remediation.evidence.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Ed25519 key pair (RFC 8032). Says nothing of its private half.
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s+"
              + "-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /// A new one.
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException absent) {
      throw new AssertionError("every JDK since 15 has Ed25519", absent);
    }
  }

  /// Reads the form that [#pem] writes: the private key (RFC 8410 §7), then the public one.
  public static SigningKey parse(String pem) throws MalformedNote {
    Matcher blocks = PEM.matcher(pem);
    if (!blocks.matches()) {
      throw new MalformedNote("is not a PRIVATE KEY and its PUBLIC KEY in PEM");
    }
    SigningKey key;
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder decoder = Base64.getMimeDecoder();
      key =
          new SigningKey(
              keys.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(blocks.group(1)))),
              keys.generatePublic(new X509EncodedKeySpec(decoder.decode(blocks.group(2)))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new MalformedNote("holds no Ed25519 key");
    }
    byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
    if (!key.verifier("probe").verifies(probe, key.sign(probe))) {
      throw new MalformedNote("holds a public key that does not belong to its private key");
    }
    return key;
  }

  /// Both halves, for the key file alone.
  public String pem() {
    return block("PRIVATE KEY", privateKey.getEncoded())
        + block("PUBLIC KEY", publicKey.getEncoded());
  }

  private static String block(String title, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(title, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), title);
  }

  /// The public half, under the name of a log.
  public VerifierKey verifier(String name) {
    return VerifierKey.of(name, publicKey);
  }

  /// The signature over a message, 64 bytes.
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("an Ed25519 key signs every message", impossible);
    }
  }

  /// Signs a checkpoint under the name of its origin.
  public SignedCheckpoint sign(Checkpoint checkpoint) {
    byte[] id = verifier(checkpoint.origin()).id();
    byte[] signature = sign(checkpoint.bytes());
    byte[] both = Arrays.copyOf(id, id.length + signature.length);
    System.arraycopy(signature, 0, both, id.length, signature.length);
    return new SignedCheckpoint(
        checkpoint,
        List.of(
            new SignedCheckpoint.Signature(
                checkpoint.origin(), Base64.getEncoder().encodeToString(both))));
  }

  @Override
  public String toString() {
    return "SigningKey[***]";
  }
}
