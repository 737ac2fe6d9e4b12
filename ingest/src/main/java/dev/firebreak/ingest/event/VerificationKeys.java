package dev.firebreak.ingest.event;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of a feed. Each verifies the algorithms of its own family and no other, so that a
/// public key is never taken for a shared secret.
record VerificationKeys(List<Key> keys) {

  /// One key.
  ///
  /// @param id its `kid`, where it has one
  record Key(@Nullable String id, JWSVerifier verifier) {
    boolean fits(JWSHeader header) {
      JWSAlgorithm algorithm = header.getAlgorithm();
      return (header.getKeyID() == null || id == null || id.equals(header.getKeyID()))
          && verifier.supportedJWSAlgorithms().contains(algorithm);
    }
  }

  /// Reads the keys that a configuration names.
  ///
  /// @throws IllegalArgumentException if one cannot be read or used
  static VerificationKeys of(PushConfig push) {
    try {
      if (push.secret() != null) {
        byte[] secret = push.secret().resolve().reveal().getBytes(StandardCharsets.UTF_8);
        return new VerificationKeys(List.of(new Key(null, new MACVerifier(secret))));
      }
      if (push.publicKey() != null) {
        return new VerificationKeys(List.of(new Key(null, pem(push.publicKey()))));
      }
      List<Key> keys = new ArrayList<>();
      for (JWK jwk : JWKSet.parse(text(String.valueOf(push.jwks()))).getKeys()) {
        JWSVerifier verifier = publicKey(jwk);
        if (verifier != null) {
          keys.add(new Key(jwk.getKeyID(), verifier));
        }
      }
      if (keys.isEmpty()) {
        throw new IllegalArgumentException(push.jwks() + " has no public RSA or EC key");
      }
      return new VerificationKeys(List.copyOf(keys));
    } catch (JOSEException e) {
      throw new IllegalArgumentException(
          "the key of issuer %s cannot be used; a secret has at least 32 bytes"
              .formatted(push.issuer()),
          e);
    } catch (ParseException e) {
      throw new IllegalArgumentException(push.jwks() + " is no JSON Web Key Set (RFC 7517)", e);
    }
  }

  private static @Nullable JWSVerifier publicKey(JWK jwk) throws JOSEException {
    return switch (jwk) {
      case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
      case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
      default -> null;
    };
  }

  private static JWSVerifier pem(Path file) throws JOSEException {
    byte[] key;
    try {
      key =
          Base64.getMimeDecoder()
              .decode(text(file.toString()).replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
    } catch (IllegalArgumentException e) {
      throw noKey(file, e);
    }
    try {
      return new RSASSAVerifier(
          (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
    } catch (GeneralSecurityException notRsa) {
      try {
        return new ECDSAVerifier(
            (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
      } catch (GeneralSecurityException e) {
        throw noKey(file, e);
      }
    }
  }

  private static IllegalArgumentException noKey(Path file, Exception why) {
    return new IllegalArgumentException(
        file + " is no PEM file with an RSA or EC public key (BEGIN PUBLIC KEY)", why);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("the key file " + file + " cannot be read", e);
    }
  }
}
