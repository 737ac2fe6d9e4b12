package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.Support;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What asking about one point came to.
///
/// @param value a number or words where yes and no do not say all, such as the largest page; null
///   where they do
/// @param claimed what the service provider said of it then
/// @param evidence what was asked and what came, in a sentence; never a value of an attribute
public record Measurement(
    Point point,
    Verdict verdict,
    @Nullable String value,
    Support claimed,
    String evidence,
    Instant at) {

  /// Whether the service provider says another thing than it does.
  public boolean contradicted() {
    return switch (verdict) {
      case YES -> claimed == Support.NO;
      case NO -> claimed == Support.YES;
      case UNKNOWN -> false;
    };
  }

  /// Whether another measurement came to the same.
  public boolean agrees(Measurement other) {
    return verdict == other.verdict
        && (value == null ? other.value == null : value.equals(other.value));
  }
}
