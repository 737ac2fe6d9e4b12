package dev.firebreak.ingest.source;

import dev.firebreak.scim.client.Auth;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How Firebreak signs in at a source: exactly one of the two.
///
/// @param bearer a fixed token
/// @param clientCredentials OAuth 2.0 client credentials (RFC 6749 §4.4)
public record AuthConfig(
    @Nullable SecretRef bearer, @Nullable ClientCredentialsConfig clientCredentials) {

  public AuthConfig {
    if ((bearer == null) == (clientCredentials == null)) {
      throw new IllegalArgumentException("auth needs either bearer or client-credentials");
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

  /// The credentials themselves, with secrets read.
  public Auth resolve() {
    if (bearer != null) {
      return new Auth.Bearer(bearer.resolve());
    }
    ClientCredentialsConfig client = java.util.Objects.requireNonNull(clientCredentials);
    return new Auth.ClientCredentials(
        client.tokenUrl(), client.clientId(), client.clientSecret().resolve(), client.scope());
  }

  /// What screens may show: the kind, never a secret.
  public String kind() {
    return bearer != null ? "bearer token" : "OAuth client credentials";
  }
}
