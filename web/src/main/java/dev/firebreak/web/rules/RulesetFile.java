package dev.firebreak.web.rules;

import dev.firebreak.analytics.toxic.Ruleset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A ruleset in use and the text that it was read from.
///
/// @param text what counts
/// @param configured what ships or the configuration names; null where there is only what was saved
/// @param saved who saved `text`; null where it is `configured`
public record RulesetFile(
    Origin origin,
    Ruleset ruleset,
    String text,
    @Nullable String configured,
    @Nullable Saved saved) {

  /// Where a ruleset comes from to begin with.
  public enum Origin {
    SHIPPED("ships with Firebreak"),
    CONFIGURED("named by the configuration"),
    ADDED("begun here");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    /// What screens call it.
    public String words() {
      return words;
    }
  }

  /// A text that somebody saved.
  ///
  /// @param instead the digest of the configured text that it was saved in the place of; empty
  ///   where there was none
  public record Saved(Instant at, String by, String instead) {}

  /// The id of the ruleset.
  public String id() {
    return ruleset.id();
  }

  /// What tells this text from others: it goes with every change of it, so that nobody overwrites
  /// what they have not seen.
  public String digest() {
    return digest(text);
  }

  /// Whether what ships or is configured has changed since `text` was saved in its place.
  public boolean outdated() {
    return saved != null && configured != null && !digest(configured).equals(saved.instead());
  }

  /// The SHA-256 of a text.
  public static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
