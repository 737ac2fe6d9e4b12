package dev.firebreak.web.security;

import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.config.SignInConfig;
import dev.firebreak.web.config.SignInConfig.OidcConfig;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.Users;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Lets people in by the identity provider, where one is configured.
@Component
final class OidcSignIn {

  /// Where a browser begins it.
  static final String BEGIN = "/oauth2/authorization/" + OidcProvider.ID;

  /// Where it begins for somebody who is signed in and has to show who they are.
  static final String BEGIN_AGAIN = BEGIN + "?again=yes";

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
      OidcProvider registrations = new OidcProvider(provider);
      http.oauth2Login(login ->
          login
              .loginPage(SignInPoint.PAGE)
              .clientRegistrationRepository(registrations)
              .authorizationEndpoint(
                  begin -> begin.authorizationRequestResolver(asking(registrations)))
              .successHandler(new BackToForm())
              .authorizedClientRepository(new NoTokens())
              .userInfoEndpoint(
                  info -> info.oidcUserService(new OidcPeople(provider, users, changes, clock)))
              .failureHandler(OidcSignIn::failed));
    }
  }

  /// Asks the provider to let nobody in whom it has let in before (OpenID Connect Core, section
  /// 3.1.2.1), where somebody has to show who they are.
  private static OAuth2AuthorizationRequestResolver asking(OidcProvider registrations) {
    DefaultOAuth2AuthorizationRequestResolver usual =
        new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oauth2/authorization");
    usual.setAuthorizationRequestCustomizer(request ->
        request.additionalParameters(more -> {
          if (isAgain()) {
            more.put("prompt", "login");
            more.put("max_age", "0");
          }
        }));
    return usual;
  }

  private static boolean isAgain() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
        && now.getRequest().getParameter("again") != null;
  }

  /// Leads back to the form that waits, or else to the page that was asked for.
  private static final class BackToForm extends SavedRequestAwareAuthenticationSuccessHandler {
    @Override
    public void onAuthenticationSuccess(
        HttpServletRequest request, HttpServletResponse response, Authentication who)
        throws IOException, ServletException {
      if (ProofPage.waits(request.getSession(false))) {
        getRedirectStrategy().sendRedirect(request, response, ProofPage.PAGE);
      } else {
        super.onAuthenticationSuccess(request, response, who);
      }
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
