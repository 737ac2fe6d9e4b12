package dev.firebreak.analytics.slice;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands signs in the place of values: the same for values that differ in nothing but case and the
/// white space around them, so that a slice tells who agrees and not about what.
final class Signs {

  private final Map<String, String> signs = new HashMap<>();

  /// The sign of a value; null for none.
  @Nullable String of(@Nullable String value) {
    return value == null || value.isBlank()
        ? null
        : signs.computeIfAbsent(
            value.strip().toLowerCase(Locale.ROOT), _ -> "value " + (signs.size() + 1));
  }
}
