package dev.firebreak.ingest.source;

import dev.firebreak.scim.client.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The certificate that a source knows Firebreak by (mTLS): a PKCS #12 file with its password, or a
/// PEM chain with its key.
///
/// @param keyStore a PKCS #12 file
/// @param password of the file and the key in it
/// @param chain a PEM file: the certificate, then those that vouch for it
/// @param key the private key: PKCS #8 in PEM, not encrypted
public record CertificateConfig(
    @Nullable Path keyStore,
    @Nullable SecretRef password,
    @Nullable Path chain,
    @Nullable SecretRef key) {

  public CertificateConfig {
    boolean packed = keyStore != null && password != null && chain == null && key == null;
    boolean pem = keyStore == null && password == null && chain != null && key != null;
    if (!packed && !pem) {
      throw new IllegalArgumentException(
          "certificate needs either key-store and password, or chain and key");
    }
  }

  /// The certificate itself, with files and secrets read.
  ///
  /// @throws IllegalArgumentException if one of them cannot be read or used
  ClientCertificate resolve() {
    if (keyStore != null && password != null) {
      return ClientCertificate.pkcs12(bytes(keyStore), password.resolve());
    }
    if (chain != null && key != null) {
      return ClientCertificate.pem(
          new String(bytes(chain), java.nio.charset.StandardCharsets.UTF_8), key.resolve());
    }
    throw new IllegalStateException("the constructor admits one of the two");
  }

  CertificateConfig relativeTo(Path folder) {
    return new CertificateConfig(
        keyStore == null ? null : folder.resolve(keyStore).normalize(),
        password,
        chain == null ? null : folder.resolve(chain).normalize(),
        key);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the client certificate file " + file + " cannot be read", e);
    }
  }
}
