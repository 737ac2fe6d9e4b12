package dev.firebreak.web.config;

import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.web.config.FirebreakConfig.AnalysisConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a configuration file: YAML with keys in kebab case. A key that is not known is an error.
public final class ConfigFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addHandler(new WordsForConstants())
          .build();

  private ConfigFile() {}

  /// Reads `file`.
  ///
  /// @throws ConfigInvalid if it is missing, is not YAML, or says something that cannot be used;
  ///   the message tells all that is wrong, each with its line
  public static FirebreakConfig load(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigInvalid(
          "The configuration file " + file + " does not exist or cannot be read.", null);
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigInvalid(
          "The configuration file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    ConfigProblems problems = new ConfigProblems(text, folder);
    try {
      FirebreakConfig config = text.isBlank() ? null : YAML.readValue(text, FirebreakConfig.class);
      if (config == null) {
        throw new ConfigInvalid("The configuration file " + file + " is empty.", null);
      }
      problems.check(YAML);
      problems.throwIfAny(file, null);
      return relativeTo(folder, config);
    } catch (DatabindException e) {
      try {
        problems.collect(YAML);
      } catch (JacksonException broken) {
        throw noYaml(file, broken);
      }
      problems.throwIfAny(file, e);
      problems.add(e.getPath(), ConfigProblems.message(e, e.getPath()));
      problems.throwIfAny(file, e);
      throw e;
    } catch (JacksonException e) {
      throw noYaml(file, e);
    }
  }

  private static ConfigInvalid noYaml(Path file, JacksonException e) {
    String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    String line =
        e.getLocation() == null || e.getLocation().getLineNr() < 1
            ? file.toString()
            : file + ", line " + e.getLocation().getLineNr();
    return new ConfigInvalid("%s: this is not valid YAML (%s).".formatted(line, why), e);
  }

  private static FirebreakConfig relativeTo(@Nullable Path folder, FirebreakConfig config) {
    if (folder == null) {
      return config;
    }
    AnalysisConfig analysis = config.analysis();
    List<UsageFeedConfig> usage = config.usage() == null ? List.of() : config.usage();
    return new FirebreakConfig(
        config.organisation(),
        folder.resolve(config.dataDir()).normalize(),
        config.graph(),
        config.server(),
        config.sources() == null
            ? null
            : config.sources().stream().map(source -> source.relativeTo(folder)).toList(),
        config.correlation(),
        config.sensitivity(),
        usage.stream().map(feed -> feed.relativeTo(folder)).toList(),
        analysis == null
            ? null
            : new AnalysisConfig(
                analysis.sodRules() == null ? null : folder.resolve(analysis.sodRules()),
                analysis.sodRulesets(),
                analysis.unusedWindowDays(),
                analysis.radiusFactor(),
                analysis.risks()),
        config.remediation(),
        config.evidence() == null ? null : config.evidence().relativeTo(folder),
        config.policies(),
        config.signIn(),
        config.webhooks());
  }

  /// Lets a constant be written as words: `privileged-account` or `userName` for PRIVILEGED_ACCOUNT
  /// and USER_NAME.
  private static final class WordsForConstants extends DeserializationProblemHandler {
    @Override
    public Object handleWeirdKey(
        DeserializationContext context, Class<?> target, String key, String failure) {
      return constant(target, key);
    }

    @Override
    public Object handleWeirdStringValue(
        DeserializationContext context, Class<?> target, String value, String failure) {
      return constant(target, value);
    }

    private static Object constant(Class<?> target, String value) {
      if (target.isEnum()) {
        for (Object constant : target.getEnumConstants()) {
          if (letters(String.valueOf(constant)).equals(letters(value))) {
            return constant;
          }
        }
        throw new IllegalArgumentException(
            "'%s' is none of %s"
                .formatted(
                    value,
                    java.util.Arrays.stream(target.getEnumConstants())
                        .map(c -> String.valueOf(c).toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "))));
      }
      return NOT_HANDLED;
    }

    private static String letters(String word) {
      return word.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
  }
}
