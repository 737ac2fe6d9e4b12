package dev.firebreak.scim.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Who must vouch for a source's certificate, and which certificate is shown to it.
///
/// Chain, dates and host name are always checked: nothing here switches that off.
public final class Tls {
  /// The authorities of the Java platform, and no certificate of our own.
  public static final Tls USUAL = new Tls(List.of(), null);

  private final List<Certificate> authorities;
  private final @Nullable ClientCertificate certificate;

  private Tls(List<Certificate> authorities, @Nullable ClientCertificate certificate) {
    this.authorities = authorities;
    this.certificate = certificate;
  }

  /// The same, but trusting these authorities alone.
  ///
  /// @param pem one or more X.509 certificates in PEM
  /// @throws IllegalArgumentException when there is no certificate in it
  public Tls trusting(String pem) {
    return new Tls(certificates(pem, "the CA bundle"), certificate);
  }

  /// The same, but showing this certificate to whoever asks for one (mTLS).
  public Tls presenting(ClientCertificate shown) {
    return new Tls(authorities, shown);
  }

  /// When the certificate that is shown expires; null when none is shown.
  @Nullable Instant goodUntil() {
    return certificate == null ? null : certificate.goodUntil();
  }

  /// Null for the platform's own.
  @Nullable SSLContext context() {
    if (authorities.isEmpty() && certificate == null) {
      return null;
    }
    try {
      TrustManager[] trust = authorities.isEmpty() ? null : trust(authorities);
      KeyManager[] keys = certificate == null ? null : certificate.managers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(List<Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /// @throws IllegalArgumentException when there is none
  static List<Certificate> certificates(String pem, String what) {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    } catch (CertificateException e) {
      // Said below, without what the parser quotes.
    }
    throw new IllegalArgumentException(
        what + " holds no readable X.509 certificate in PEM (-----BEGIN CERTIFICATE-----)");
  }

  @Override
  public String toString() {
    return "Tls["
        + (authorities.isEmpty() ? "platform authorities" : authorities.size() + " authorities")
        + (certificate == null ? "" : ", " + certificate)
        + "]";
  }
}
