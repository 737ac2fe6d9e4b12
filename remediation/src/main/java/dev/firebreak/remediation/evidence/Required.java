package dev.firebreak.remediation.evidence;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the components of an [Evidence] must be.
final class Required {
  private Required() {}

  /// Refuses blank text; the arguments are names and texts in turn.
  static void text(String... namesAndTexts) {
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      if (namesAndTexts[i + 1].isBlank()) {
        throw new IllegalArgumentException("Evidence needs a " + namesAndTexts[i] + ".");
      }
    }
  }

  /// JSON's null and an absent value are the same absence.
  static @Nullable JsonNode orNull(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }
}
