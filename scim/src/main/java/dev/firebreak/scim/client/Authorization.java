package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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
        plain = hide(plain, basic(credentials));
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
        held = fetch(credentials);
        token = held;
      }
      return held.value();
    } finally {
      lock.unlock();
    }
  }

  private Token fetch(Auth.ClientCredentials credentials) {
    var call = new Call(connection.name(), "POST", credentials.tokenUri());
    String scope = credentials.scope();
    String form = "grant_type=client_credentials" + (scope == null ? "" : "&scope=" + form(scope));
    Instant asked = clock.instant();
    Answer answer =
        transport.send(
            call,
            HttpRequest.newBuilder(credentials.tokenUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + basic(credentials))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            this::redact);
    if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
      throw answer.failure(
          Kind.UNAUTHORIZED,
          "gave no token (%d); check the client id, the client secret and the scope"
              .formatted(answer.status()));
    }
    if (answer.status() != 200) {
      throw answer.failure(
          answer.status() == 429 ? Kind.THROTTLED : Kind.REFUSED,
          "gave no token (%d); check the token URL".formatted(answer.status()));
    }
    return read(answer, asked);
  }

  private static Token read(Answer answer, Instant asked) {
    ScimResource grant = answer.resource();
    String value =
        grant
            .text("access_token")
            .filter(Auth::isToken)
            .orElseThrow(() -> answer.malformed("200 without a usable access_token"));
    Duration life =
        grant
            .text("expires_in")
            .map(PageReader::count)
            .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)))
            .orElse(null);
    return life == null
        ? new Token(value, null, null)
        : new Token(
            value, asked.plus(life).minus(min(EARLY, life.dividedBy(10))), asked.plus(life));
  }

  /// RFC 6749 §2.3.1: each half form-encoded before it is joined.
  private static String basic(Auth.ClientCredentials credentials) {
    String pair = form(credentials.clientId()) + ":" + form(credentials.clientSecret().reveal());
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static String hide(String text, String secret) {
    return text.replace(secret, "***");
  }
}
