package dev.firebreak.web.config;

import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.toxic.SodRulesInvalid;
import dev.firebreak.remediation.policy.Policy;
import dev.firebreak.web.config.FirebreakConfig.AnalysisConfig;
import dev.firebreak.web.rules.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules that a configuration asks for.
final class ConfiguredRules {

  private ConfiguredRules() {}

  /// The rulesets that it names, with what was saved in the data folder.
  ///
  /// @throws ConfigInvalid if one cannot be used
  static Rulebook read(FirebreakConfig config) {
    AnalysisConfig analysis = Objects.requireNonNull(config.analysis());
    Path file = analysis.sodRules();
    Rulebook book;
    try {
      book = Rulebook.read(Objects.requireNonNull(analysis.sodRulesets()), file, config.dataDir());
    } catch (IOException e) {
      throw new ConfigInvalid(
          file != null && !java.nio.file.Files.isReadable(file)
              ? "The SoD rule file " + file + " cannot be read."
              : "A ruleset that was saved in %s cannot be used: %s. Repair it, or move it away."
                  .formatted(config.dataDir().resolve("rules"), e.getMessage()),
          e);
    } catch (SodRulesInvalid | IllegalArgumentException e) {
      throw new ConfigInvalid(String.valueOf(e.getMessage()), e);
    }
    missing(config, book.rules())
        .ifPresent(problem -> {
          throw new ConfigInvalid(problem, null);
        });
    return book;
  }

  /// What analyses go by with these rules for toxic combinations.
  ///
  /// @throws ConfigInvalid if a threshold cannot be meant
  static AnalysisRules analysis(FirebreakConfig config, SodRules sod) {
    AnalysisConfig analysis = Objects.requireNonNull(config.analysis());
    try {
      return new AnalysisRules(
          sod,
          Objects.requireNonNull(analysis.unusedWindowDays()),
          Objects.requireNonNull(analysis.radiusFactor()),
          Objects.requireNonNull(analysis.risks()).rules(Objects.requireNonNull(config.sources())));
    } catch (IllegalArgumentException e) {
      throw new ConfigInvalid(String.valueOf(e.getMessage()), e);
    }
  }

  /// A policy for a rule that there is none of would silently do nothing.
  static Optional<String> missing(FirebreakConfig config, SodRules sod) {
    Set<String> known = sod.rules().stream().map(SodRule::id).collect(Collectors.toSet());
    for (Policy policy : Objects.requireNonNull(config.policies())) {
      List<String> unknown = policy.rules().stream().filter(rule -> !known.contains(rule)).toList();
      if (!unknown.isEmpty()) {
        return Optional.of(
            "policy %s: no SoD rule has the id %s; ./firebreak rules tells those there are."
                .formatted(policy.id(), unknown.getFirst()));
      }
    }
    return Optional.empty();
  }
}
