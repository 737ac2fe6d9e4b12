package dev.firebreak.ingest.event;

import dev.firebreak.ingest.source.SecretRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a feed that is pushed proves itself, and when it counts as heard.
///
/// @param issuer the `iss` of its tokens
/// @param audience what their `aud` must name
/// @param secret of HS256, HS384 or HS512, at least 32 bytes; or
/// @param publicKey a PEM file with an RSA or EC key; or
/// @param jwks a file with a JSON Web Key Set (RFC 7517) of public keys
/// @param maxGap the longest silence after which all that happened is still known to have been
///   told; 1 day when absent
/// @param maxAge how old a token may be when it comes; 7 days when absent
/// @param signIn what a sign-in is a use of; a sign-in is no use when absent
public record PushConfig(
    String issuer,
    String audience,
    @Nullable SecretRef secret,
    @Nullable Path publicKey,
    @Nullable Path jwks,
    @Nullable Duration maxGap,
    @Nullable Duration maxAge,
    @Nullable String signIn) {

  /// @throws IllegalArgumentException when something is missing or out of range, naming its key
  public PushConfig {
    maxGap = maxGap == null ? Duration.ofDays(1) : maxGap;
    maxAge = maxAge == null ? Duration.ofDays(7) : maxAge;
    if (maxGap.isNegative() || maxGap.isZero()) {
      throw new IllegalArgumentException("push: max-gap must be more than zero");
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("push: max-age must be more than zero");
    }
    if (Stream.of(secret, publicKey, jwks).filter(Objects::nonNull).count() != 1) {
      throw new IllegalArgumentException("push needs one key: secret, public-key or jwks");
    }
    if (issuer == null || issuer.isBlank()) {
      throw new IllegalArgumentException("push has no issuer");
    }
    if (audience == null || audience.isBlank()) {
      throw new IllegalArgumentException("push has no audience");
    }
  }

  /// The longest silence without a gap.
  public Duration gap() {
    return Objects.requireNonNull(maxGap);
  }

  /// How old a token may be.
  public Duration age() {
    return Objects.requireNonNull(maxAge);
  }

  /// The same, with the paths of files seen from `folder`.
  public PushConfig relativeTo(Path folder) {
    return new PushConfig(
        issuer,
        audience,
        secret,
        publicKey == null ? null : folder.resolve(publicKey).normalize(),
        jwks == null ? null : folder.resolve(jwks).normalize(),
        maxGap,
        maxAge,
        signIn);
  }
}
