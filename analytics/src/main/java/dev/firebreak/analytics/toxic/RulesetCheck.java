package dev.firebreak.analytics.toxic;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a look at one rule file finds.
///
/// @param functions how many functions it defines
/// @param risks how many risks
/// @param tests how many tests, each as expected if there are no problems
/// @param problems one sentence for each, with its line; empty for a file that can be used
public record RulesetCheck(int functions, int risks, int tests, List<String> problems) {

  public RulesetCheck {
    problems = List.copyOf(problems);
  }

  /// Looks at a file by itself; mitigations may also name risks that ship with the product.
  ///
  /// @throws IOException if it cannot be read
  public static RulesetCheck of(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      RulesetYaml.Loaded loaded =
          RulesetYaml.read(reader, String.valueOf(file.getFileName()), shipped());
      Ruleset ruleset = loaded.ruleset();
      return new RulesetCheck(
          ruleset.functions().size(), ruleset.rules().size(), loaded.tests(), List.of());
    } catch (SodRulesInvalid e) {
      return new RulesetCheck(0, 0, 0, e.problems());
    }
  }

  private static Set<String> shipped() {
    return ShippedRulesets.NAMES.stream()
        .flatMap(name -> ShippedRulesets.load(name).rules().stream())
        .map(SodRule::id)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}
