package dev.firebreak.web.user;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key by which a program acts for its owner. The key itself is shown once and kept nowhere.
///
/// @param id names it where it must not be shown
/// @param hash SHA-256 of the key, in hexadecimal
/// @param owner the id of the user for whom it acts
/// @param ownerName their name when it was made
/// @param label what it is for
/// @param scopes what it may be used for
/// @param revokedBy who ended it; null while nobody has
/// @param lastUsed the day on which it was last used (UTC); null for never
public record ApiKey(
    String id,
    String hash,
    String owner,
    String ownerName,
    String label,
    Set<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy,
    @Nullable LocalDate lastUsed) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /// Whether it opens anything at an instant.
  public boolean isGood(Instant at) {
    return revokedAt == null && at.isBefore(expiresAt);
  }

  @Override
  public String toString() {
    return "ApiKey[%s of %s, %s]".formatted(id, ownerName, Scope.words(scopes));
  }
}
