package dev.firebreak.providers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How a provider knows its client.
sealed interface ClientAuth {

  /// True when the value of an `Authorization` header lets the request in.
  boolean admits(@Nullable String authorization);

  private static boolean same(String expected, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /// One token for ever (RFC 6750).
  final class FixedBearer implements ClientAuth {
    private final String expected;

    FixedBearer(String token) {
      this.expected = "Bearer " + token;
    }

    @Override
    public boolean admits(@Nullable String authorization) {
      return same(expected, authorization);
    }
  }

  /// Tokens that expire, issued to a client that knows its secret (RFC 6749 section 4.4).
  final class ClientCredentials implements ClientAuth {
    private final String basic;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Map<String, Instant> expiryByToken = new ConcurrentHashMap<>();

    ClientCredentials(
        String clientId, String clientSecret, Duration lifetime, InstantSource clock) {
      var pair = clientId + ":" + clientSecret;
      this.basic =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      this.lifetime = lifetime;
      this.clock = clock;
    }

    Duration lifetime() {
      return lifetime;
    }

    /// A new token, or empty when the client is not known.
    Optional<String> issue(@Nullable String authorization) {
      if (!same(basic, authorization)) {
        return Optional.empty();
      }
      var token = UUID.randomUUID().toString();
      expiryByToken.put(token, clock.instant().plus(lifetime));
      return Optional.of(token);
    }

    void expireAll() {
      expiryByToken.clear();
    }

    @Override
    public boolean admits(@Nullable String authorization) {
      if (authorization == null || !authorization.startsWith("Bearer ")) {
        return false;
      }
      var expiry = expiryByToken.get(authorization.substring("Bearer ".length()));
      return expiry != null && clock.instant().isBefore(expiry);
    }
  }
}
