package dev.firebreak.web.security;

import dev.firebreak.web.config.FirebreakConfig;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.user.Users;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/// One filter chain for everything: deny by default, form sign-in for people, HTTP Basic beside the
/// session for programs, CSRF tokens for whatever a browser can be made to send.
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

  /// Only what comes from this server may be loaded, nothing may run or be styled inline, nothing
  /// may frame us.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()";

  /// Where applications push events: each is let in by its signature and by nothing else, whoever
  /// is signed in.
  private static final String PUSHED = "/api/v1/usage/*/events";

  @Bean
  SignInThrottle signInThrottle(Clock clock) {
    return new SignInThrottle(clock);
  }

  @Bean
  Proof proof(FirebreakConfig config, Clock clock) {
    Integer minutes = Objects.requireNonNull(config.signIn()).proveAgainMinutes();
    return new Proof(Duration.ofMinutes(Objects.requireNonNull(minutes)), clock);
  }

  @Bean
  ProofFilter proofFilter(
      Proof proof, WeightyActs acts, LocalAuthentication passwords, SignInEvidence evidence) {
    return new ProofFilter(proof, acts, passwords, evidence);
  }

  /// It is part of the chain below, and of nothing else.
  @Bean
  FilterRegistrationBean<ProofFilter> proofFilterOnlyThere(ProofFilter proof) {
    FilterRegistrationBean<ProofFilter> registration = new FilterRegistrationBean<>(proof);
    registration.setEnabled(false);
    return registration;
  }

  /// The one [LocalAuthentication] is found as a bean. It must not be handed to `http` as well: an
  /// attempt that failed would be tried a second time, and count twice.
  @Bean
  SecurityFilterChain everything(
      HttpSecurity http,
      Permissions permissions,
      OidcSignIn oidc,
      ApiKeys keys,
      Users users,
      Clock clock,
      ProofFilter proof) {
    SignInPoint point = new SignInPoint();
    oidc.addTo(http);
    return http.authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .access(permissions))
        .formLogin(form ->
            form.loginPage(SignInPoint.PAGE).failureHandler(SignInConfiguration::backToSignIn))
        .httpBasic(basic -> basic.authenticationEntryPoint(point))
        .exceptionHandling(failures ->
            failures.authenticationEntryPoint(point).accessDeniedHandler(new Refusals(point)))
        .addFilterBefore(new ApiKeyFilter(keys, users, clock), BasicAuthenticationFilter.class)
        .addFilterBefore(proof, AuthorizationFilter.class)
        .logout(out -> out.logoutSuccessUrl(SignInPoint.PAGE + "?out"))
        .requestCache(cache -> cache.requestCache(afterSignIn()))
        .csrf(csrf ->
            csrf.ignoringRequestMatchers(Callers::provesItself).ignoringRequestMatchers(PUSHED))
        .sessionManagement(
            session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                .crossOriginOpenerPolicy(opener ->
                    opener.policy(
                        org.springframework.security.web.header.writers
                            .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                            .SAME_ORIGIN)))
        .build();
  }

  /// Remembers the page that was asked for, without a mark in its address: null is how to say so.
  @SuppressWarnings("NullAway")
  private static HttpSessionRequestCache afterSignIn() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(SignInConfiguration::isPage);
    cache.setMatchingRequestParameterName(null);
    return cache;
  }

  private static boolean isPage(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && !Callers.isProgram(request)
        && request.getHeader("HX-Request") == null;
  }

  private static void backToSignIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String why =
        failure instanceof TooManyAttempts tooMany ? "wait=" + tooMany.seconds() : "failed";
    response.sendRedirect(SignInPoint.PAGE + "?" + why);
  }
}
