package dev.firebreak.analytics.toxic;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// The rulesets that ship with the product, to begin with: chosen by name, they select by names
/// that are usual in their field.
public final class ShippedRulesets {

  /// The names to choose from; each is also the id of its ruleset.
  public static final List<String> NAMES = List.of("finance", "it-administration", "pam", "cloud");

  private ShippedRulesets() {}

  /// Reads one.
  ///
  /// @throws IllegalArgumentException naming those there are, if there is none of this name
  public static Ruleset load(String name) {
    return Ruleset.load(
        new InputStreamReader(open(name), StandardCharsets.UTF_8), name + ".yaml", Set.of());
  }

  /// The text of one, to copy and change.
  ///
  /// @throws IllegalArgumentException naming those there are, if there is none of this name
  public static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in =
        NAMES.contains(name)
            ? ShippedRulesets.class.getResourceAsStream("/sod/" + name + ".yaml")
            : null;
    if (in == null) {
      throw new IllegalArgumentException(
          "no ruleset '%s' ships with Firebreak; there are %s"
              .formatted(name, String.join(", ", NAMES)));
    }
    return in;
  }
}
