package dev.firebreak.web.library;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A query of the library.
///
/// @param id its name in addresses
/// @param owner who saved it; null for one that ships
/// @param shared whether everybody sees it
/// @param savedAt null for one that ships
public record LibraryQuery(
    String id,
    @Nullable String owner,
    boolean shared,
    QueryDefinition definition,
    @Nullable Instant savedAt) {

  /// Whether it ships with Firebreak. Nobody changes such a one.
  public boolean ships() {
    return owner == null;
  }
}
