package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.toxic.YamlNode.Field;
import dev.firebreak.analytics.toxic.YamlNode.Fields;
import dev.firebreak.analytics.toxic.YamlNode.Items;
import dev.firebreak.analytics.toxic.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads values out of a YAML tree and collects all that is wrong with them, so that one look at a
/// file tells everything.
final class YamlProblems {

  private final List<String> problems = new ArrayList<>();

  /// One sentence for each, by line.
  List<String> sorted() {
    return problems.stream().sorted(Comparator.comparingInt(YamlProblems::line)).toList();
  }

  boolean none() {
    return problems.isEmpty();
  }

  void add(int line, String sentence) {
    String problem = "line " + line + ": " + sentence + ".";
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  YamlNode tree(java.io.Reader reader) {
    return YamlNode.read(reader, problems);
  }

  /// A mapping with no other keys than these; an empty one, and a problem, where it is none.
  Fields fields(YamlNode node, String what, List<String> keys) {
    if (!(node instanceof Fields fields)) {
      add(node.line(), what + " must be a mapping with the keys " + String.join(", ", keys));
      return new Fields(node.line(), new LinkedHashMap<>());
    }
    fields
        .fields()
        .forEach((key, field) -> {
          if (!keys.contains(key)) {
            add(
                field.line(),
                "%s has the unknown key '%s'. The keys are %s"
                    .formatted(what, key, String.join(", ", keys)));
          }
        });
    return fields;
  }

  /// A text that must be there.
  @Nullable String text(Fields fields, String key, String what) {
    if (!has(fields, key)) {
      add(fields.line(), what + " has no '" + key + "'");
      return null;
    }
    return optional(fields, key, what);
  }

  /// A text that may be left out.
  @Nullable String optional(Fields fields, String key, String what) {
    Field field = fields.fields().get(key);
    if (field == null) {
      return null;
    }
    if (field.value() instanceof Scalar(int _, String text) && text != null && !text.isBlank()) {
      return text;
    }
    add(field.line(), "'" + key + "' of " + what + " must be a text");
    return null;
  }

  /// A list of texts that may be left out.
  List<String> texts(Fields fields, String key, String what) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : has(fields, key) ? items(fields, key, what) : List.<YamlNode>of()) {
      if (item instanceof Scalar(int _, String text) && text != null && !text.isBlank()) {
        texts.add(text);
      } else {
        add(item.line(), "'" + key + "' of " + what + " must be a list of texts");
      }
    }
    return texts;
  }

  /// A list that must be there.
  List<YamlNode> items(Fields fields, String key, String what) {
    Field field = fields.fields().get(key);
    if (field == null) {
      add(fields.line(), what + " has no '" + key + "'");
      return List.of();
    }
    if (field.value() instanceof Items(int _, List<YamlNode> items)) {
      return items;
    }
    add(field.line(), "'" + key + "' of " + what + " must be a list");
    return List.of();
  }

  /// A list that must be there and hold something.
  List<YamlNode> some(Fields fields, String key, String what, String advice) {
    List<YamlNode> items = items(fields, key, what);
    Field field = fields.fields().get(key);
    if (field != null && items.isEmpty() && field.value() instanceof Items) {
      add(field.line(), "%s has an empty %s. %s".formatted(what, key, advice));
    }
    return items;
  }

  /// A word out of a few.
  <T> @Nullable T oneOf(
      Fields fields, String key, String what, T[] constants, Function<T, String> word) {
    String text = text(fields, key, what);
    if (text == null) {
      return null;
    }
    Optional<T> found =
        Stream.of(constants).filter(each -> word.apply(each).equalsIgnoreCase(text)).findFirst();
    if (found.isEmpty()) {
      add(
          line(fields, key),
          "%s has the %s '%s'. Use one of %s"
              .formatted(
                  what,
                  key,
                  text,
                  Stream.of(constants).map(word).collect(Collectors.joining(", "))));
    }
    return found.orElse(null);
  }

  /// A whole number from `least` on that may be left out.
  int number(Fields fields, String key, String what, int least, int otherwise) {
    String text = optional(fields, key, what);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= least) {
      return Integer.parseInt(text);
    }
    add(
        line(fields, key),
        "%s has the %s '%s'. Use %d, %d, %d and so on"
            .formatted(what, key, text, least, least + 1, least + 2));
    return otherwise;
  }

  /// A day that must be there.
  @Nullable LocalDate day(Fields fields, String key, String what) {
    String text = text(fields, key, what);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      add(
          line(fields, key),
          "%s has the %s '%s', which is no day. Write it as 2026-12-31".formatted(what, key, text));
      return null;
    }
  }

  static boolean has(Fields fields, String key) {
    return fields.fields().containsKey(key);
  }

  static int line(Fields fields, String key) {
    Field field = fields.fields().get(key);
    return field == null ? fields.line() : field.line();
  }

  private static int line(String problem) {
    return Integer.parseInt(problem.substring("line ".length(), problem.indexOf(':')));
  }
}
