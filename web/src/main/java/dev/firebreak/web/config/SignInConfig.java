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
/// @param proveAgainMinutes how old a sign-in may be for an act of weight, such as an approval,
///   before the password is asked for again: 0 to 60, 5 when absent; with 0 it is asked for each
///   time
public record SignInConfig(@Nullable OidcConfig oidc, @Nullable Integer proveAgainMinutes) {

  private static final int USUAL = 5;
  private static final int MOST = 60;

  public SignInConfig {
    proveAgainMinutes = proveAgainMinutes == null ? Integer.valueOf(USUAL) : proveAgainMinutes;
    if (proveAgainMinutes < 0 || proveAgainMinutes > MOST) {
      throw new IllegalArgumentException("sign-in.prove-again-minutes is from 0 to 60");
    }
    if (oidc != null && proveAgainMinutes == 0) {
      throw new IllegalArgumentException(
          "sign-in.prove-again-minutes is 1 or more where an identity provider is asked");
    }
  }

  /// Local users only.
  public static final SignInConfig LOCAL = new SignInConfig(null, null);

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
