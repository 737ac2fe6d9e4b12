package dev.firebreak.scim.client;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.firebreak.scim.resource.ScimFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Finds the `Authorization` header: a fixed token or password, or a token asked for and kept until
/// shortly before it expires.
final class Authorization {
  private static final Duration EARLY = Duration.ofSeconds(60);
  private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

  private record Token(String value, @Nullable Instant goodUntil, @Nullable Instant expiresAt) {}

  private final Connection connection;
  private final Transport transport;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Token token;

  Authorization(Connection connection, Transport transport, Clock clock) {
    this.connection = connection;
    this.transport = transport;
    this.clock = clock;
  }

  /// The header's value, or null when calls go without.
  ///
  /// @throws ScimFailure when a token is needed and cannot be had
  @Nullable String header() {
    return switch (connection.auth()) {
      case Auth.None _ -> null;
      case Auth.Bearer(var fixed) -> "Bearer " + fixed.reveal();
      case Auth.Basic basic -> "Basic " + basic.credentials();
      case Auth.ClientCredentials credentials -> "Bearer " + current(credentials);
    };
  }

  /// Whether the next [#header] may be better than `rejected`: forgets the token if it still is
  /// that one.
  boolean forget(@Nullable String rejected) {
    if (!(connection.auth() instanceof Auth.ClientCredentials)) {
      return false;
    }
    lock.lock();
    try {
      Token held = token;
      if (held != null && ("Bearer " + held.value()).equals(rejected)) {
        token = null;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// What is known of the expiry of what we sign in with.
  List<Credential> credentials() {
    List<Credential> known = new ArrayList<>();
    switch (connection.auth()) {
      case Auth.None _, Auth.Basic _ -> {}
      case Auth.Bearer(var fixed) ->
          Credential.expiry(fixed)
              .ifPresent(at -> known.add(new Credential(Credential.Kind.TOKEN, at, false)));
      case Auth.ClientCredentials _ -> {
        Token held = token;
        if (held != null && held.expiresAt() != null) {
          known.add(new Credential(Credential.Kind.ACCESS_TOKEN, held.expiresAt(), true));
        }
      }
    }
    Instant certificate = connection.tls().goodUntil();
    if (certificate != null) {
      known.add(new Credential(Credential.Kind.CERTIFICATE, certificate, false));
    }
    return List.copyOf(known);
  }

  /// `text` without any secret of this connection, nor what looks like one of another.
  String redact(String text) {
    String plain = text.replaceAll("(?i)\\b(bearer|basic) +[^\\s\"]+", "$1 ***");
    switch (connection.auth()) {
      case Auth.None _ -> {}
      case Auth.Bearer(var fixed) -> plain = hide(plain, fixed.reveal());
      case Auth.Basic basic -> {
        plain = hide(plain, basic.credentials());
        plain = hide(plain, basic.password().reveal());
      }
      case Auth.ClientCredentials credentials -> {
        plain = hide(plain, new TokenEndpoint(credentials).basic());
        plain = hide(plain, credentials.clientSecret().reveal());
        Token held = token;
        plain = held == null ? plain : hide(plain, held.value());
      }
    }
    return plain;
  }

  private String current(Auth.ClientCredentials credentials) {
    lock.lock();
    try {
      Token held = token;
      if (held == null
          || (held.goodUntil() != null && !clock.instant().isBefore(held.goodUntil()))) {
        held = fetch(new TokenEndpoint(credentials));
        token = held;
      }
      return held.value();
    } finally {
      lock.unlock();
    }
  }

  private Token fetch(TokenEndpoint endpoint) {
    Instant asked = clock.instant();
    AccessToken granted = endpoint.ask(transport, connection.name(), this::redact);
    long seconds = Math.min(granted.getLifetime(), LONGEST_SECONDS);
    if (seconds == 0) {
      return new Token(granted.getValue(), null, null);
    }
    var life = Duration.ofSeconds(seconds);
    return new Token(
        granted.getValue(),
        asked.plus(life).minus(min(EARLY, life.dividedBy(10))),
        asked.plus(life));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static String hide(String text, String secret) {
    return text.replace(secret, "***");
  }
}
