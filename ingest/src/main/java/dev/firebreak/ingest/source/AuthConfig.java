package dev.firebreak.ingest.source;

import dev.firebreak.scim.client.Auth;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How Firebreak signs in at a source: by one of the first three, by a certificate, or by both.
///
/// @param bearer a fixed token
/// @param basic a user name and a password
/// @param clientCredentials OAuth 2.0 client credentials (RFC 6749 §4.4)
/// @param certificate a client certificate
public record AuthConfig(
    @Nullable SecretRef bearer,
    @Nullable BasicConfig basic,
    @Nullable ClientCredentialsConfig clientCredentials,
    @Nullable CertificateConfig certificate) {

  public AuthConfig {
    long ways = Stream.of(bearer, basic, clientCredentials).filter(Objects::nonNull).count();
    if (ways > 1 || (ways == 0 && certificate == null)) {
      throw new IllegalArgumentException(
          "auth needs one of bearer, basic and client-credentials, or a certificate, or one with a certificate");
    }
  }

  /// By a fixed token.
  public static AuthConfig bearer(SecretRef token) {
    return new AuthConfig(token, null, null, null);
  }

  /// By OAuth 2.0 client credentials.
  public static AuthConfig clientCredentials(ClientCredentialsConfig client) {
    return new AuthConfig(null, null, client, null);
  }

  /// Who signs in, with which password.
  public record BasicConfig(String username, SecretRef password) {
    public BasicConfig {
      if (username == null || username.isBlank()) {
        throw new IllegalArgumentException("basic has no username");
      }
      if (password == null) {
        throw new IllegalArgumentException("basic has no password");
      }
    }
  }

  /// Where to get a token and as whom.
  public record ClientCredentialsConfig(
      URI tokenUrl, String clientId, SecretRef clientSecret, @Nullable String scope) {

    public ClientCredentialsConfig {
      require(tokenUrl, "token-url");
      require(clientId == null || clientId.isBlank() ? null : clientId, "client-id");
      require(clientSecret, "client-secret");
      scope = scope == null || scope.isBlank() ? null : scope;
    }

    private static void require(@Nullable Object value, String what) {
      if (value == null) {
        throw new IllegalArgumentException("client-credentials has no " + what);
      }
    }
  }

  /// The credentials themselves, with secrets read; none where only a certificate is shown.
  public Auth resolve() {
    if (bearer != null) {
      return new Auth.Bearer(bearer.resolve());
    }
    if (basic != null) {
      return new Auth.Basic(basic.username(), basic.password().resolve());
    }
    if (clientCredentials != null) {
      ClientCredentialsConfig client = clientCredentials;
      return new Auth.ClientCredentials(
          client.tokenUrl(), client.clientId(), client.clientSecret().resolve(), client.scope());
    }
    return new Auth.None();
  }

  /// What screens may show: the kind, never a secret.
  public String kind() {
    String kind =
        bearer != null
            ? "bearer token"
            : basic != null
                ? "user name and password"
                : clientCredentials != null ? "OAuth client credentials" : "";
    return certificate == null
        ? kind
        : kind.isEmpty() ? "client certificate" : kind + " with client certificate";
  }

  AuthConfig relativeTo(Path folder) {
    return certificate == null
        ? this
        : new AuthConfig(bearer, basic, clientCredentials, certificate.relativeTo(folder));
  }
}
