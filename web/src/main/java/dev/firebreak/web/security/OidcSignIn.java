package dev.firebreak.web.security;

import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.config.SignInConfig;
import dev.firebreak.web.config.SignInConfig.OidcConfig;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/// Lets people in by the identity provider, where one is configured.
@Component
final class OidcSignIn {

  /// Where a browser begins it.
  static final String BEGIN = "/oauth2/authorization/" + OidcProvider.ID;

  private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);

  private final @Nullable OidcConfig config;
  private final Users users;
  private final UserChanges changes;
  private final Clock clock;

  OidcSignIn(FirebreakConfig config, Users users, UserChanges changes, Clock clock) {
    SignInConfig signIn = config.signIn();
    this.config = signIn == null ? null : signIn.oidc();
    this.users = users;
    this.changes = changes;
    this.clock = clock;
  }

  /// What the sign-in page calls the provider; null without one.
  @Nullable String label() {
    return config == null ? null : config.label();
  }

  /// Adds it to the filter chain.
  void addTo(HttpSecurity http) {
    OidcConfig provider = config;
    if (provider != null) {
      http.oauth2Login(login ->
          login
              .loginPage(SignInPoint.PAGE)
              .clientRegistrationRepository(new OidcProvider(provider))
              .authorizedClientRepository(new NoTokens())
              .userInfoEndpoint(
                  info -> info.oidcUserService(new OidcPeople(provider, users, changes, clock)))
              .failureHandler(OidcSignIn::failed));
    }
  }

  private static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    boolean known =
        failure instanceof OAuth2AuthenticationException oauth
            && oauth.getError().getErrorCode().equals(OidcPeople.NOT_HERE);
    log.warn("Failed sign-in by the identity provider: {}", failure.getMessage());
    request.setAttribute(
        Refusals.SENTENCE,
        known
            ? failure.getMessage()
            : "The identity provider's answer cannot be believed, or it gave none. Sign in again.");
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }
}
