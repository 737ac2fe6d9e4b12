package dev.firebreak.web.config;

import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.web.user.Role;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How people come in beside local users.
///
/// @param oidc an identity provider; null for none
public record SignInConfig(@Nullable OidcConfig oidc) {

  /// Local users only.
  public static final SignInConfig LOCAL = new SignInConfig(null);

  /// An OpenID provider. Its ID tokens are signed with RS256, and nothing else is taken.
  ///
  /// @param issuer its address; the rest is read from there (OpenID Connect Discovery)
  /// @param rolesClaim the claim that lists what somebody is there; `groups` when absent
  /// @param nameClaim the claim that becomes the name; `preferred_username` when absent
  /// @param label what the sign-in page calls it; its host when absent
  /// @param roles the role for each value of that claim; who has none of them has no role
  /// @param allowHttp whether the issuer may be plain http, for a provider on this machine
  public record OidcConfig(
      URI issuer,
      String clientId,
      @Nullable SecretRef clientSecret,
      @Nullable String rolesClaim,
      @Nullable String nameClaim,
      @Nullable String label,
      Map<String, Role> roles,
      @Nullable Boolean allowHttp) {

    public OidcConfig {
      if (issuer == null || issuer.getHost() == null) {
        throw new IllegalArgumentException(
            "sign-in.oidc needs an issuer, as https://login.example/realms/staff");
      }
      allowHttp = allowHttp != null && allowHttp;
      String scheme = String.valueOf(issuer.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
        throw new IllegalArgumentException(
            "the issuer of sign-in.oidc is no https address; set allow-http: true for a provider on this machine");
      }
      if (clientId == null || clientId.isBlank()) {
        throw new IllegalArgumentException(
            "sign-in.oidc needs a client-id: register Firebreak with the provider");
      }
      if (roles == null || roles.isEmpty()) {
        throw new IllegalArgumentException(
            "sign-in.oidc needs roles, as {firebreak-analysts: analyst}: nobody has a role by default");
      }
      roles = Map.copyOf(roles);
      rolesClaim = rolesClaim == null || rolesClaim.isBlank() ? "groups" : rolesClaim.strip();
      nameClaim =
          nameClaim == null || nameClaim.isBlank() ? "preferred_username" : nameClaim.strip();
      label = label == null || label.isBlank() ? issuer.getHost() : label.strip();
    }
  }
}
