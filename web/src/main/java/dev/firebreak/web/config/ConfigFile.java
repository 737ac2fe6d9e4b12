package dev.firebreak.web.config;

import dev.firebreak.ingest.source.AuthConfig.ClientCredentialsConfig;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.web.config.FirebreakConfig.AnalysisConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
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
  /// @throws ConfigInvalid if it is missing, is not YAML, or says something that cannot be used
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
    try {
      FirebreakConfig config = text.isBlank() ? null : YAML.readValue(text, FirebreakConfig.class);
      if (config == null) {
        throw new ConfigInvalid("The configuration file " + file + " is empty.", null);
      }
      requireSafeAddresses(file, text, config);
      return relativeTo(file.toAbsolutePath().normalize().getParent(), config);
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds() == null
              ? ""
              : e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ", " Known here: ", "."));
      throw new ConfigInvalid(
          "%s: unknown key '%s'%s.%s"
              .formatted(at(file, text, e), e.getPropertyName(), in(e), known),
          e);
    } catch (InvalidFormatException e) {
      throw new ConfigInvalid(
          "%s: '%s' is not %s%s."
              .formatted(at(file, text, e), e.getValue(), what(e.getTargetType()), in(e)),
          e);
    } catch (MismatchedInputException e) {
      throw new ConfigInvalid(
          "%s: this must be %s%s.".formatted(at(file, text, e), what(e.getTargetType()), in(e)), e);
    } catch (DatabindException e) {
      String why = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
      throw new ConfigInvalid("%s: %s%s.".formatted(at(file, text, e), why, in(e)), e);
    } catch (JacksonException e) {
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new ConfigInvalid("%s: this is not valid YAML (%s).".formatted(line(file, e), why), e);
    }
  }

  /// Finds what would send a token in the clear while nothing was begun yet.
  private static void requireSafeAddresses(Path file, String text, FirebreakConfig config) {
    List<SourceConfig> sources = config.sources() == null ? List.of() : config.sources();
    for (int i = 0; i < sources.size(); i++) {
      SourceConfig source = sources.get(i);
      if (source.baseUrl() == null || source.auth() == null) {
        continue;
      }
      requireSafe(file, text, i, source, source.baseUrl(), List.of("base-url"));
      ClientCredentialsConfig client = source.auth().clientCredentials();
      if (client != null) {
        requireSafe(
            file,
            text,
            i,
            source,
            client.tokenUrl(),
            List.of("auth", "client-credentials", "token-url"));
      }
    }
  }

  private static void requireSafe(
      Path file, String text, int index, SourceConfig source, URI address, List<String> keys) {
    if (!"http".equalsIgnoreCase(address.getScheme()) || source.allowHttp()) {
      return;
    }
    List<Reference> path = new ArrayList<>();
    path.add(new Reference(null, "sources"));
    path.add(new Reference(null, index));
    keys.forEach(key -> path.add(new Reference(null, key)));
    throw new ConfigInvalid(
        "%s, line %d: the %s of source %s is plain http, which sends its token in the clear. Use https, or set allow-http: true for a server on this machine (at sources[%d])."
            .formatted(file, YamlLines.of(text, path), keys.getLast(), source.id(), index),
        null);
  }

  private static String at(Path file, String text, DatabindException e) {
    return e.getPath().isEmpty()
        ? line(file, e)
        : file + ", line " + YamlLines.of(text, e.getPath());
  }

  private static String line(Path file, JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? file.toString()
        : file + ", line " + e.getLocation().getLineNr();
  }

  private static String what(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == Duration.class) {
      return "a duration such as PT30S";
    }
    if (type == URI.class) {
      return "an address";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isRecord() ? "a section of keys" : "a single value";
  }

  private static String in(DatabindException e) {
    String path =
        e.getPath().stream()
            .map(ref ->
                ref.getPropertyName() == null
                    ? "[" + ref.getIndex() + "]"
                    : "." + ref.getPropertyName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", "");
    return path.isEmpty() ? "" : " (at " + path + ")";
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
        usage.stream()
            .map(feed ->
                new UsageFeedConfig(folder.resolve(feed.uses()), folder.resolve(feed.coverage())))
            .toList(),
        analysis == null
            ? null
            : new AnalysisConfig(
                analysis.sodRules() == null ? null : folder.resolve(analysis.sodRules()),
                analysis.unusedWindowDays(),
                analysis.radiusFactor()),
        config.remediation());
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
