package dev.firebreak.scim.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/// A certificate with its private key, for service providers that know their clients by it (mTLS).
/// The key is never printed.
public final class ClientCertificate {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]+)-----END");

  private final KeyStore store;
  private final Secret password;

  private ClientCertificate(KeyStore store, Secret password) {
    this.store = store;
    this.password = password;
  }

  /// From a PKCS #12 file.
  ///
  /// @param password of the file and of the key in it
  /// @throws IllegalArgumentException when it cannot be opened, or holds no private key
  public static ClientCertificate pkcs12(byte[] file, Secret password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), password.reveal().toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return new ClientCertificate(store, password);
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the client certificate cannot be opened; check that it is a PKCS #12 file and that the password is right",
          e);
    }
    throw new IllegalArgumentException("the client certificate file holds no private key");
  }

  /// From PEM.
  ///
  /// @param chain the certificate, then those that vouch for it
  /// @param key its private key, PKCS #8, not encrypted
  /// @throws IllegalArgumentException when one of them cannot be read
  public static ClientCertificate pem(String chain, Secret key) {
    List<Certificate> certificates = Tls.certificates(chain, "the client certificate");
    Secret password = Secret.of("in memory only");
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "client",
          key(key.reveal()),
          password.reveal().toCharArray(),
          certificates.toArray(Certificate[]::new));
      return new ClientCertificate(store, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the private key of the client certificate cannot be used with it", e);
    }
  }

  /// When the first of its certificates expires; null when it holds none that says so.
  @Nullable Instant goodUntil() {
    Instant first = null;
    try {
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        for (Certificate each : chain == null ? new Certificate[0] : chain) {
          if (each instanceof X509Certificate certificate) {
            Instant until = certificate.getNotAfter().toInstant();
            first = first == null || until.isBefore(first) ? until : first;
          }
        }
      }
    } catch (GeneralSecurityException e) {
      return null;
    }
    return first;
  }

  KeyManager[] managers() throws GeneralSecurityException {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password.reveal().toCharArray());
    return factory.getKeyManagers();
  }

  private static PrivateKey key(String pem) {
    Matcher found = KEY.matcher(pem);
    if (found.find() && found.group(1).equals("PRIVATE KEY")) {
      try {
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(2)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
          try {
            return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
          } catch (GeneralSecurityException e) {
            // Then it is of another algorithm.
          }
        }
      } catch (IllegalArgumentException e) {
        // Said below, without what the decoder quotes.
      }
    }
    throw new IllegalArgumentException(
        "the private key of the client certificate must be PKCS #8 in PEM, not encrypted"
            + " (-----BEGIN PRIVATE KEY-----); convert it, or give a PKCS #12 file");
  }

  @Override
  public String toString() {
    return "client certificate ***";
  }
}
