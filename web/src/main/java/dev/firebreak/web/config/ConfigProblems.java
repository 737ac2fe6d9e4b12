package dev.firebreak.web.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// All that is wrong with a configuration, each with its line.
final class ConfigProblems {

  private record Problem(int line, String message) {}

  private final String text;
  private final ConfigChecks checks;
  private final List<Problem> problems = new ArrayList<>();

  /// @param text the YAML, which can be parsed when a problem is added
  /// @param folder where the configuration file is
  ConfigProblems(String text, @Nullable Path folder) {
    this.text = text;
    this.checks = new ConfigChecks(this, folder);
  }

  /// Adds a problem at the end of a path.
  void add(List<Reference> path, String message) {
    problems.add(new Problem(YamlLines.of(text, path), message));
  }

  /// Adds what is wrong with a configuration though it could be bound.
  void check(YAMLMapper yaml) {
    checks.check(yaml.readTree(text));
  }

  /// Adds all that is wrong with one that could not.
  void collect(YAMLMapper yaml) {
    JsonNode root = yaml.readTree(text);
    new ConfigSections(yaml, this).check(root);
    checks.check(root);
  }

  /// @throws ConfigInvalid if there is a problem, listing all of them by line
  void throwIfAny(Path file, @Nullable Exception cause) {
    if (problems.isEmpty()) {
      return;
    }
    List<String> lines =
        problems.stream()
            .distinct()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> "%s, line %d: %s".formatted(file, problem.line(), problem.message()))
            .toList();
    throw new ConfigInvalid(
        lines.size() == 1
            ? lines.getFirst()
            : "%s has %d problems:%n  %s"
                .formatted(file, lines.size(), String.join("\n  ", lines))
                .replace("\r\n", "\n"),
        cause);
  }

  /// What a failed binding means, in a sentence.
  static String message(DatabindException e, List<Reference> path) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "unknown key '%s'%s.%s".formatted(unknown.getPropertyName(), in(path), known(unknown));
      case InvalidFormatException format ->
          "'%s' is not %s%s.".formatted(format.getValue(), what(format.getTargetType()), in(path));
      case MismatchedInputException mismatch ->
          "this must be %s%s.".formatted(what(mismatch.getTargetType()), in(path));
      default -> "%s%s.".formatted(reason(e), in(path));
    };
  }

  /// Why a value was refused, by whoever refused it.
  static String reason(DatabindException e) {
    return String.valueOf(
        e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage());
  }

  private static String known(UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    return known == null ? "" : known(known.stream().map(String::valueOf));
  }

  /// The keys that may stand in a place.
  static String known(Stream<String> keys) {
    return keys.sorted().collect(Collectors.joining(", ", " Known here: ", "."));
  }

  static String in(List<Reference> path) {
    String place =
        path.stream()
            .map(ref ->
                ref.getPropertyName() == null
                    ? "[" + ref.getIndex() + "]"
                    : "." + ref.getPropertyName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", "");
    return place.isEmpty() ? "" : " (at " + place + ")";
  }

  private static String what(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
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
    if (type == Instant.class) {
      return "a time such as 2026-01-31T08:00:00Z";
    }
    if (type == URI.class) {
      return "an address";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isRecord() ? "a section of keys" : "a single value";
  }
}
