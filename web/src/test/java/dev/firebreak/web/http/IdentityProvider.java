package dev.firebreak.web.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/// A real OpenID provider on loopback, which insists on PKCE. Everybody's password is `secret`;
/// those whose names begin with `forged-` get ID tokens that nobody may believe. Whoever has a
/// session is let in without being asked, unless a client sends `prompt=login`; `auth_time` is when
/// they last typed their password.
final class IdentityProvider implements AutoCloseable {

  static final String CLIENT = "firebreak";
  static final String CLIENT_SECRET = "known to the provider and to Firebreak";

  /// Who there is, with their groups.
  private static final Map<String, List<String>> PEOPLE =
      Map.of(
          "anja", List.of("staff", "firebreak-analysts"),
          "boris", List.of("staff"),
          "admin", List.of("firebreak-admins"),
          "carla", List.of(),
          "dora", List.of("firebreak-analysts"),
          "both", List.of("firebreak-admins", "firebreak-approvers"),
          "forged-audience", List.of("firebreak-analysts"),
          "forged-issuer", List.of("firebreak-analysts"),
          "forged-algorithm", List.of("firebreak-analysts"));

  /// When each last typed their password.
  private static final Map<String, Instant> TYPED = new ConcurrentHashMap<>();

  private final ConfigurableApplicationContext context;

  private IdentityProvider(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static IdentityProvider start() {
    SpringApplication application = new SpringApplication(Provider.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(
        Map.of("server.port", 0, "spring.jmx.enabled", false, "springdoc.api-docs.enabled", false));
    return new IdentityProvider(application.run());
  }

  URI issuer() {
    int port =
        Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
    return URI.create("http://localhost:" + port);
  }

  /// Lets Firebreak at an address send people here.
  void register(URI firebreak) {
    ((InMemoryRegisteredClientRepository) context.getBean(RegisteredClientRepository.class))
        .save(client(CLIENT, CLIENT_SECRET, firebreak + "/login/oauth2/code/oidc"));
  }

  /// Makes the password that somebody typed last so much older.
  static void age(String name, Duration more) {
    TYPED.computeIfPresent(name, (_, at) -> at.minus(more));
  }

  private static RegisteredClient client(String name, String secret, String redirect) {
    return RegisteredClient.withId(name)
        .clientId(name)
        .clientSecret("{noop}" + secret)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(redirect)
        .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .build();
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Provider {

    @Bean
    @Order(1)
    SecurityFilterChain provider(HttpSecurity http) {
      return http.oauth2AuthorizationServer(
              server -> {
                http.securityMatcher(server.getEndpointsMatcher());
                server.oidc(Customizer.withDefaults());
              })
          .addFilterAfter(new AskAnew(), SecurityContextHolderFilter.class)
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .oauth2ResourceServer(resource -> resource.jwt(Customizer.withDefaults()))
          .exceptionHandling(failures ->
              failures.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
          .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) {
      return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults())
          .build();
    }

    @Bean
    ApplicationListener<InteractiveAuthenticationSuccessEvent> typed() {
      return event -> TYPED.put(event.getAuthentication().getName(), Instant.now());
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          PEOPLE.keySet().stream()
              .map(name -> User.withUsername(name).password("{noop}secret").build())
              .toList());
    }

    @Bean
    RegisteredClientRepository clients() {
      return new InMemoryRegisteredClientRepository(
          client("nobody", "of nobody", "http://127.0.0.1/nowhere"));
    }

    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
      return new ImmutableJWKSet<>(
          new JWKSet(
              List.of(
                  new RSAKeyGenerator(2048).keyID("rsa").generate(),
                  new ECKeyGenerator(Curve.P_256).keyID("ec").generate())));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        if (!token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
          return;
        }
        String name = token.getPrincipal().getName();
        token
            .getClaims()
            .claim("preferred_username", name)
            .claim("name", name + " of the provider")
            .claim("auth_time", Objects.requireNonNull(TYPED.get(name)).getEpochSecond())
            .claim("groups", PEOPLE.get(name));
        switch (name) {
          case "forged-audience" -> token.getClaims().audience(List.of("somebody-else"));
          case "forged-issuer" -> token.getClaims().issuer("http://evil.example");
          case "forged-algorithm" -> token.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
          default -> {}
        }
      };
    }
  }

  /// Forgets who somebody is when a client wants them asked (OpenID Connect Core, section 3.1.2.1),
  /// once for each time that it does.
  private static final class AskAnew extends OncePerRequestFilter {

    private static final String ASKED = "asked-anew";

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      HttpSession session = request.getSession(false);
      if (session != null && "login".equals(request.getParameter("prompt"))) {
        String state = request.getParameter("state");
        if (state.equals(session.getAttribute(ASKED))) {
          session.removeAttribute(ASKED);
        } else {
          session.setAttribute(ASKED, state);
          session.removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
          SecurityContextHolder.clearContext();
        }
      }
      chain.doFilter(request, response);
    }
  }
}
