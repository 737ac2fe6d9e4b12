package dev.firebreak.scim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.firebreak.scim.resource.ScimFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real handshakes with certificates made for the test.
@Timeout(120)
class TlsTest {
  private static final String PASSWORD = "changeit-canary";

  @TempDir static Path folder;

  private static KeyStore server;
  private static KeyStore wrongName;
  private static KeyStore client;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  /// The names that the client asked TLS for.
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  private final Set<InetSocketAddress> peers = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = pair("server", "RSA", "SAN=DNS:localhost,IP:127.0.0.1");
    wrongName = pair("wrong", "EC", "SAN=DNS:elsewhere.example.org");
    client = pair("client", "EC", "SAN=DNS:firebreak");
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
    try (var provider = new Provider(server, null)) {
      assertThat(failure(provider, Tls.USUAL)).hasMessageContaining("failed to agree on TLS");
    }
  }

  @Test
  void theBundleOfASourceSaysWhomItTrusts() throws Exception {
    try (var provider = new Provider(server, null)) {
      assertThat(capabilities(provider, Tls.USUAL.trusting(pem(server))))
          .isEqualTo(CapabilityClaim.UNKNOWN);
      assertThat(failure(provider, Tls.USUAL.trusting(pem(client))))
          .hasMessageContaining("failed to agree on TLS");
      assertThat(capabilities(provider, Tls.USUAL.trusting(pem(client) + "\n" + pem(server))))
          .isEqualTo(CapabilityClaim.UNKNOWN);
    }
  }

  @Test
  void itIsKnownWhenTheCertificateThatIsShownExpires() throws Exception {
    var shown = Tls.USUAL.presenting(ClientCertificate.pem(pem(client), Secret.of(key(client))));
    var until = ((X509Certificate) client.getCertificate("client")).getNotAfter().toInstant();
    try (var provider = new Provider(server, client);
        var scim = new ScimClient(provider.connection().with(shown), Clock.systemUTC())) {
      assertThat(scim.credentials())
          .containsExactly(new Credential(Credential.Kind.CERTIFICATE, until, false));
    }
    assertThat(Tls.USUAL.goodUntil()).isNull();
  }

  @Test
  void aCertificateForAnotherNameIsRefusedThoughItsAuthorityIsTrusted() throws Exception {
    try (var provider = new Provider(wrongName, null)) {
      assertThat(failure(provider, Tls.USUAL.trusting(pem(wrongName))))
          .hasMessageContaining("failed to agree on TLS");
    }
  }

  @Test
  void aClientCertificateIsShownFromBothKindsOfFile() throws Exception {
    Tls trusting = Tls.USUAL.trusting(pem(server));
    try (var provider = new Provider(server, client)) {
      assertThat(failure(provider, trusting)).isInstanceOf(ScimFailure.class);
      byte[] file = Files.readAllBytes(folder.resolve("client.p12"));
      assertThat(
              capabilities(
                  provider,
                  trusting.presenting(ClientCertificate.pkcs12(file, Secret.of(PASSWORD)))))
          .isEqualTo(CapabilityClaim.UNKNOWN);
      assertThat(
              capabilities(
                  provider,
                  trusting.presenting(ClientCertificate.pem(pem(client), Secret.of(key(client))))))
          .isEqualTo(CapabilityClaim.UNKNOWN);
      assertThat(shown).containsExactly("CN=client", "CN=client");
    }
  }

  @Test
  void theNameOfTheHostIsWhatTlsIsAboutWhateverItsAddress() throws Exception {
    try (var provider = new Provider(wrongName, null)) {
      URI there =
          URI.create("https://elsewhere.example.org:" + provider.https.getAddress().getPort());
      var connection =
          new Connection("vault", there, new Auth.None(), Duration.ofSeconds(20), 10, 1 << 20, true)
              .with(Tls.USUAL.trusting(pem(wrongName)));
      Egress.Resolver resolver = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
      try (var transport = new Transport(connection, resolver, null)) {
        var call = new Call("vault", "GET", there);
        assertThat(transport.send(call, Map.of(), null, text -> text).status()).isEqualTo(200);
        assertThat(names).containsExactly("elsewhere.example.org");
      }
    }
  }

  @Test
  void aConnectionThatACertificateWasShownOnIsUsedAgain() throws Exception {
    var tls =
        Tls.USUAL
            .trusting(pem(server))
            .presenting(ClientCertificate.pem(pem(client), Secret.of(key(client))));
    try (var provider = new Provider(server, client);
        var transport = new Transport(provider.connection().with(tls))) {
      var call = new Call("vault", "GET", provider.connection().baseUri());
      for (int i = 0; i < 5; i++) {
        assertThat(transport.send(call, Map.of(), null, text -> text).status()).isEqualTo(200);
        assertThat(transport.connections()).isEqualTo(1);
      }
      assertThat(peers).hasSize(1);
    }
  }

  @Test
  void whatCannotBeReadIsRefusedWithoutQuotingIt() throws Exception {
    byte[] file = Files.readAllBytes(folder.resolve("client.p12"));
    assertThatThrownBy(() -> ClientCertificate.pkcs12(file, Secret.of("canary-wrong")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the password is right")
        .message()
        .doesNotContain("canary");
    assertThatThrownBy(() -> Tls.USUAL.trusting("canary"))
        .hasMessageContaining("the CA bundle holds no readable X.509 certificate")
        .message()
        .doesNotContain("canary");
    for (String bad :
        List.of(
            "canary",
            "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\ncanary\n-----END ENCRYPTED PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----")) {
      assertThatThrownBy(() -> ClientCertificate.pem(pem(client), Secret.of(bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be PKCS #8 in PEM")
          .message()
          .doesNotContain("canary");
    }
    assertThat(Tls.USUAL.presenting(ClientCertificate.pkcs12(file, Secret.of(PASSWORD))).toString())
        .doesNotContain(PASSWORD)
        .contains("***");
  }

  private static CapabilityClaim capabilities(Provider provider, Tls tls) {
    try (var scim = new ScimClient(provider.connection().with(tls), Clock.systemUTC())) {
      return scim.capabilities();
    }
  }

  private static ScimFailure failure(Provider provider, Tls tls) {
    return catchThrowableOfType(ScimFailure.class, () -> capabilities(provider, tls));
  }

  private static KeyStore pair(String name, String algorithm, String extension) throws Exception {
    Path file = folder.resolve(name + ".p12");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(process.waitFor()).as("keytool").isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD.toCharArray());
    return store;
  }

  private static String pem(KeyStore store) throws Exception {
    return block("CERTIFICATE", store.getCertificate(store.aliases().nextElement()).getEncoded());
  }

  private static String key(KeyStore store) throws Exception {
    return block(
        "PRIVATE KEY",
        store.getKey(store.aliases().nextElement(), PASSWORD.toCharArray()).getEncoded());
  }

  private static String block(String what, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes));
  }

  /// A service provider that says nothing but `{}`, over TLS.
  private final class Provider implements AutoCloseable {
    private final HttpsServer https;

    Provider(KeyStore own, KeyStore clients) throws Exception {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      if (clients != null) {
        trusted.setCertificateEntry("c", clients.getCertificate(clients.aliases().nextElement()));
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), clients == null ? null : trust.getTrustManagers(), null);
      https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      https.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters ssl = context.getDefaultSSLParameters();
              ssl.setNeedClientAuth(clients != null);
              parameters.setSSLParameters(ssl);
            }
          });
      https.createContext(
          "/",
          exchange -> {
            try (exchange) {
              peers.add(exchange.getRemoteAddress());
              var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
              session
                  .getRequestedServerNames()
                  .forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
              if (clients != null) {
                shown.add(((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
              }
              byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            } catch (IOException e) {
              exchange.close();
            }
          });
      https.start();
    }

    Connection connection() {
      return new Connection(
              "vault",
              URI.create("https://localhost:" + https.getAddress().getPort() + "/scim"),
              new Auth.None(),
              Duration.ofSeconds(20),
              10,
              1 << 20,
              true)
          .with(
              new Patience(
                  1, Duration.ofMinutes(1), Duration.ofMinutes(1), null, Duration.ofSeconds(1)));
    }

    @Override
    public void close() {
      https.stop(0);
    }
  }
}
