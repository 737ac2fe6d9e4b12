package dev.firebreak.web.security;

import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.web.config.SignInConfig.OidcConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/// The one identity provider, asked for its addresses when somebody first signs in by it, so that
/// Firebreak starts without it. Code flow with PKCE (RFC 7636).
final class OidcProvider implements ClientRegistrationRepository {

  /// Its name in the addresses of the sign-in.
  static final String ID = "oidc";

  private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);

  private final OidcConfig config;
  private @Nullable ClientRegistration found;

  OidcProvider(OidcConfig config) {
    this.config = config;
  }

  @Override
  public synchronized @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!id.equals(ID)) {
      return null;
    }
    if (found == null) {
      found = discovered();
    }
    return found;
  }

  private @Nullable ClientRegistration discovered() {
    try {
      ClientRegistration.Builder client =
          ClientRegistrations.fromOidcIssuerLocation(config.issuer().toString())
              .registrationId(ID)
              .clientId(config.clientId())
              .scope("openid", "profile", "email")
              .clientSettings(ClientSettings.builder().requireProofKey(true).build());
      SecretRef secret = config.clientSecret();
      return secret == null
          ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
          : client.clientSecret(secret.resolve().reveal()).build();
    } catch (IllegalArgumentException | IllegalStateException unreachable) {
      tell(unreachable);
      return null;
    }
  }

  private void tell(RuntimeException why) {
    log.warn("The identity provider {} cannot be used: {}", config.issuer(), why.getMessage());
  }
}
