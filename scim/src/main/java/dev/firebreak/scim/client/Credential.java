package dev.firebreak.scim.client;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Something that a source knows us by, as far as it is known when it expires.
///
/// @param kind what it is
/// @param expiresAt when it is good no more
/// @param renewed whether another one is asked for before
public record Credential(Kind kind, Instant expiresAt, boolean renewed) {

  /// What a source knows us by.
  public enum Kind {
    /// A bearer token that somebody issued, when it is a JWT that says so (RFC 7519 §4.1.4).
    TOKEN,
    /// A token that was asked for with the client's own credentials (RFC 6749 §5.1).
    ACCESS_TOKEN,
    /// A client certificate.
    CERTIFICATE
  }

  /// When a token expires, if it is a JWT and says so. Its signature is not checked: nothing but a
  /// warning depends on it.
  static Optional<Instant> expiry(Secret token) {
    String[] parts = token.reveal().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode exp =
          new JsonMapper()
              .readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
              .path("exp");
      return exp.isNumber()
          ? Optional.of(Instant.ofEpochSecond(exp.asLong(Long.MIN_VALUE)))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
