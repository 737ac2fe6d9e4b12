package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.YamlNode.Field;
import dev.firebreak.analytics.toxic.YamlNode.Fields;
import dev.firebreak.analytics.toxic.YamlNode.Items;
import dev.firebreak.analytics.toxic.YamlNode.Scalar;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rule file's grammar: which keys there are and what each must hold. Collects every problem
/// before it gives up.
final class SodRulesYaml {

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> functionLines = new HashMap<>();
  private final Map<String, Integer> ruleLines = new HashMap<>();

  private SodRulesYaml() {}

  static SodRules read(Reader reader, String name) {
    SodRulesYaml yaml = new SodRulesYaml();
    YamlNode root = YamlNode.read(reader, yaml.problems);
    SodRules rules = yaml.problems.isEmpty() ? yaml.rules(root) : null;
    if (rules == null || !yaml.problems.isEmpty()) {
      throw new SodRulesInvalid(
          name,
          yaml.problems.stream().sorted(Comparator.comparingInt(SodRulesYaml::line)).toList());
    }
    return rules;
  }

  private @Nullable SodRules rules(YamlNode root) {
    Fields file = fields(root, "the file", "functions", "risks");
    List<SodFunction> functions = new ArrayList<>();
    for (YamlNode item : items(file, "functions", "the file")) {
      SodFunction function = function(item);
      if (function != null) {
        functions.add(function);
      }
    }
    List<SodRule> rules = new ArrayList<>();
    for (YamlNode item : items(file, "risks", "the file")) {
      SodRule rule = rule(item);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return problems.isEmpty() ? new SodRules(functions, rules) : null;
  }

  private @Nullable SodFunction function(YamlNode item) {
    String what = called(item, "function");
    Fields fields = fields(item, what, "id", "name", "any-of");
    String id = text(fields, "id", what);
    String name = text(fields, "name", what);
    unique(functionLines, id, fields.line(), "function");
    List<Selector> anyOf = new ArrayList<>();
    for (YamlNode each : items(fields, "any-of", what)) {
      Fields selector = fields(each, "a selector of " + what, "source", "entitlement");
      String source = text(selector, "source", "a selector of " + what);
      String entitlement = text(selector, "entitlement", "a selector of " + what);
      if (source != null && entitlement != null) {
        anyOf.add(new Selector(source, entitlement));
      }
    }
    Field list = fields.fields().get("any-of");
    if (list != null
        && list.value() instanceof Items(int line, List<YamlNode> none)
        && none.isEmpty()) {
      problem(line, what + " has an empty any-of. Name at least one entitlement, or remove it");
    }
    return id == null || name == null || anyOf.isEmpty() ? null : new SodFunction(id, name, anyOf);
  }

  private @Nullable SodRule rule(YamlNode item) {
    String what = called(item, "risk");
    Fields fields =
        fields(item, what, "id", "name", "level", "version", "owner", "frameworks", "functions");
    String id = text(fields, "id", what);
    String name = text(fields, "name", what);
    unique(ruleLines, id, fields.line(), "risk");
    Severity level = level(fields, what);
    int version = version(fields, what);
    String owner = fields.fields().containsKey("owner") ? text(fields, "owner", what) : null;
    List<String> frameworks =
        fields.fields().containsKey("frameworks") ? texts(fields, "frameworks", what) : List.of();
    List<String> functions = texts(fields, "functions", what);
    Set<String> distinct = new HashSet<>();
    for (YamlNode each : items(fields, "functions", what)) {
      if (each instanceof Scalar(int line, String function) && function != null) {
        if (!functionLines.containsKey(function)) {
          problem(
              line,
              what
                  + " names the function '"
                  + function
                  + "', which is not defined. Define it under functions, or correct the name");
        }
        if (!distinct.add(function)) {
          problem(line, what + " names the function '" + function + "' twice. Keep one");
        }
      }
    }
    if (fields.fields().get("functions")
            instanceof Field(int line, Items(int _, List<YamlNode> all))
        && all.size() < 2) {
      problem(line, what + " combines fewer than 2 functions. Name at least two");
    }
    return id == null || name == null || level == null || !problems.isEmpty()
        ? null
        : new SodRule(id, name, level, version, owner, frameworks, functions);
  }

  /// `function create-vendor`, or `a function` when it does not say its id.
  private static String called(YamlNode item, String kind) {
    return item instanceof Fields fields
            && fields.fields().get("id") instanceof Field(int _, Scalar(int _, String id))
            && id != null
        ? kind + " " + id
        : "a " + kind;
  }

  private @Nullable Severity level(Fields fields, String what) {
    String text = text(fields, "level", what);
    if (text == null) {
      return null;
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().equalsIgnoreCase(text)) {
        return severity;
      }
    }
    String known =
        Arrays.stream(Severity.values())
            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    problem(lineOf(fields, "level"), what + " has the level '" + text + "'. Use one of " + known);
    return null;
  }

  private int version(Fields fields, String what) {
    if (!fields.fields().containsKey("version")) {
      return 1;
    }
    String text = text(fields, "version", what);
    if (text != null && text.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text);
    }
    if (text != null) {
      problem(
          lineOf(fields, "version"),
          what + " has the version '" + text + "'. Use 1, 2, 3 and so on");
    }
    return 1;
  }

  private void unique(Map<String, Integer> lines, @Nullable String id, int line, String kind) {
    Integer before = id == null ? null : lines.putIfAbsent(id, line);
    if (before != null) {
      problem(
          line, kind + " " + id + " is defined twice, first in line " + before + ". Rename one");
    }
  }

  private Fields fields(YamlNode node, String what, String... keys) {
    if (!(node instanceof Fields fields)) {
      problem(node.line(), what + " must be a mapping with the keys " + String.join(", ", keys));
      return new Fields(node.line(), new LinkedHashMap<>());
    }
    fields
        .fields()
        .forEach((key, field) -> {
          if (!List.of(keys).contains(key)) {
            problem(
                field.line(),
                "%s has the unknown key '%s'. The keys are %s"
                    .formatted(what, key, String.join(", ", keys)));
          }
        });
    return fields;
  }

  private @Nullable String text(Fields fields, String key, String what) {
    Field field = fields.fields().get(key);
    if (field == null) {
      missing(fields, key, what);
      return null;
    }
    if (field.value() instanceof Scalar(int _, String text) && text != null && !text.isBlank()) {
      return text;
    }
    problem(field.line(), "'" + key + "' of " + what + " must be a text");
    return null;
  }

  private List<String> texts(Fields fields, String key, String what) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(fields, key, what)) {
      if (item instanceof Scalar(int _, String text) && text != null && !text.isBlank()) {
        texts.add(text);
      } else {
        problem(item.line(), "'" + key + "' of " + what + " must be a list of texts");
      }
    }
    return texts;
  }

  private List<YamlNode> items(Fields fields, String key, String what) {
    Field field = fields.fields().get(key);
    if (field == null) {
      missing(fields, key, what);
      return List.of();
    }
    if (field.value() instanceof Items(int _, List<YamlNode> items)) {
      return items;
    }
    problem(field.line(), "'" + key + "' of " + what + " must be a list");
    return List.of();
  }

  private void missing(Fields fields, String key, String what) {
    problem(fields.line(), what + " has no '" + key + "'");
  }

  private int lineOf(Fields fields, String key) {
    Field field = fields.fields().get(key);
    return field == null ? fields.line() : field.line();
  }

  private void problem(int line, String sentence) {
    String problem = "line " + line + ": " + sentence + ".";
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private static int line(String problem) {
    return Integer.parseInt(problem.substring("line ".length(), problem.indexOf(':')));
  }
}
