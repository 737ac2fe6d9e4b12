package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.YamlNode.Field;
import dev.firebreak.analytics.toxic.YamlNode.Fields;
import dev.firebreak.analytics.toxic.YamlNode.Items;
import dev.firebreak.analytics.toxic.YamlNode.Scalar;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rule file's grammar: which keys there are and what each must hold, as the JSON Schema
/// `/sod/ruleset.schema.json` says it. Collects every problem before it gives up.
final class RulesetYaml {

  static final List<String> FILE = List.of("ruleset", "functions", "risks", "mitigations", "tests");
  static final List<String> RULESET = List.of("id", "name", "version");
  static final List<String> FUNCTION = List.of("id", "name", "any-of", "all-of");
  static final List<String> RISK =
      List.of(
          "id", "name", "level", "version", "owner", "process", "frameworks", "scope", "functions");
  static final List<String> MITIGATION =
      List.of("risk", "subject", "control", "owner", "monitor", "until", "warn-days");

  /// A file that can be used.
  ///
  /// @param tests how many tests it has, all of them as expected
  record Loaded(Ruleset ruleset, int tests) {}

  /// What a look at a text finds.
  ///
  /// @param ruleset null where there is a problem
  /// @param tests those that could be run
  /// @param problems one sentence for each, with its line
  record Looked(
      @Nullable Ruleset ruleset, List<RulesetDraft.Tested> tests, List<String> problems) {}

  private final YamlProblems problems = new YamlProblems();
  private final List<RulesetDraft.Tested> tested = new ArrayList<>();
  private final RequirementYaml requirements = new RequirementYaml(problems);
  private final Map<String, Integer> functionLines = new HashMap<>();
  private final Map<String, Integer> ruleLines = new HashMap<>();
  private final Set<String> elsewhere;

  private RulesetYaml(Set<String> elsewhere) {
    this.elsewhere = elsewhere;
  }

  static Loaded read(Reader reader, String name, Set<String> elsewhere) {
    Looked looked = look(reader, elsewhere);
    Ruleset ruleset = looked.ruleset();
    if (ruleset == null) {
      throw new SodRulesInvalid(name, looked.problems());
    }
    return new Loaded(ruleset, looked.tests().size());
  }

  static Looked look(Reader reader, Set<String> elsewhere) {
    RulesetYaml yaml = new RulesetYaml(elsewhere);
    YamlNode root = yaml.problems.tree(reader);
    Ruleset ruleset = yaml.problems.none() ? yaml.file(root) : null;
    return new Looked(yaml.problems.none() ? ruleset : null, yaml.tested, yaml.problems.sorted());
  }

  private @Nullable Ruleset file(YamlNode root) {
    Fields file = problems.fields(root, "the file", FILE);
    Fields header = new Fields(file.line(), new LinkedHashMap<>());
    if (YamlProblems.has(file, "ruleset")) {
      header =
          problems.fields(
              Objects.requireNonNull(file.fields().get("ruleset")).value(), "ruleset", RULESET);
    } else if (root instanceof Fields) {
      problems.add(
          file.line(),
          "the file has no 'ruleset'. Begin it with ruleset: {id: …, name: …, version: 1}");
    }
    String id = file.fields().containsKey("ruleset") ? problems.text(header, "id", "ruleset") : "";
    String name =
        file.fields().containsKey("ruleset") ? problems.text(header, "name", "ruleset") : "";
    int version = problems.number(header, "version", "ruleset", 1, 1);
    List<SodFunction> functions = new ArrayList<>();
    for (YamlNode item : list(file, "functions")) {
      SodFunction function = function(item);
      if (function != null) {
        functions.add(function);
      }
    }
    List<SodRule> rules = new ArrayList<>();
    for (YamlNode item : list(file, "risks")) {
      SodRule rule = rule(item);
      if (rule != null) {
        rules.add(rule);
      }
    }
    List<Mitigation> mitigations = new ArrayList<>();
    for (YamlNode item : list(file, "mitigations")) {
      Mitigation mitigation = mitigation(item);
      if (mitigation != null) {
        mitigations.add(mitigation);
      }
    }
    List<RulesetTest> tests = new RulesetTestYaml(problems, ruleLines.keySet()).read(file);
    if (!problems.none() || id == null || name == null) {
      return null;
    }
    Ruleset ruleset = new Ruleset(id, name, version, functions, rules, mitigations);
    for (RulesetTest test : tests) {
      Optional<String> failure = test.failure(ruleset);
      failure.ifPresent(why -> problems.add(test.line(), why));
      tested.add(
          new RulesetDraft.Tested(
              test.name(), test.risk(), test.hit(), test.line(), failure.isEmpty()));
    }
    return ruleset;
  }

  private List<YamlNode> list(Fields file, String key) {
    return YamlProblems.has(file, key) ? problems.items(file, key, "the file") : List.of();
  }

  private @Nullable SodFunction function(YamlNode item) {
    String what = called(item, "function");
    Fields fields = problems.fields(item, what, FUNCTION);
    String id = problems.text(fields, "id", what);
    String name = problems.text(fields, "name", what);
    unique(functionLines, id, fields.line(), "function");
    Requirement needs = requirements.of(fields, what);
    return id == null || name == null || needs == null ? null : new SodFunction(id, name, needs);
  }

  private @Nullable SodRule rule(YamlNode item) {
    String what = called(item, "risk");
    Fields fields = problems.fields(item, what, RISK);
    String id = problems.text(fields, "id", what);
    String name = problems.text(fields, "name", what);
    unique(ruleLines, id, fields.line(), "risk");
    Severity level =
        problems.oneOf(
            fields,
            "level",
            what,
            Severity.values(),
            severity -> severity.name().toLowerCase(Locale.ROOT));
    int version = problems.number(fields, "version", what, 1, 1);
    Scope scope =
        YamlProblems.has(fields, "scope")
            ? problems.oneOf(fields, "scope", what, Scope.values(), Scope::word)
            : Scope.ACROSS_SYSTEMS;
    String owner = problems.optional(fields, "owner", what);
    String process = problems.optional(fields, "process", what);
    List<String> frameworks = problems.texts(fields, "frameworks", what);
    List<String> functions = functions(fields, what);
    return id == null || name == null || level == null || scope == null || !problems.none()
        ? null
        : new SodRule(id, name, level, version, owner, process, frameworks, scope, functions);
  }

  private List<String> functions(Fields fields, String what) {
    List<String> functions = new ArrayList<>();
    Set<String> distinct = new HashSet<>();
    List<YamlNode> items = problems.items(fields, "functions", what);
    for (YamlNode each : items) {
      if (!(each instanceof Scalar(int line, String function)) || function == null) {
        problems.add(each.line(), "'functions' of " + what + " must be a list of texts");
        continue;
      }
      functions.add(function);
      if (!functionLines.containsKey(function)) {
        problems.add(
            line,
            what
                + " names the function '"
                + function
                + "', which is not defined. Define it under functions, or correct the name");
      }
      if (!distinct.add(function)) {
        problems.add(line, what + " names the function '" + function + "' twice. Keep one");
      }
    }
    if (fields.fields().get("functions") instanceof Field(int line, Items _) && items.size() < 2) {
      problems.add(line, what + " combines fewer than 2 functions. Name at least two");
    }
    return functions;
  }

  private @Nullable Mitigation mitigation(YamlNode item) {
    String what = "a mitigation";
    Fields fields = problems.fields(item, what, MITIGATION);
    String risk = problems.text(fields, "risk", what);
    if (risk != null && !ruleLines.containsKey(risk) && !elsewhere.contains(risk)) {
      problems.add(
          YamlProblems.line(fields, "risk"),
          "a mitigation is for the risk '%s', which no ruleset in use has".formatted(risk));
    }
    String subject = problems.optional(fields, "subject", what);
    String control = problems.text(fields, "control", what);
    String owner = problems.text(fields, "owner", what);
    String monitor = problems.optional(fields, "monitor", what);
    LocalDate until = problems.day(fields, "until", what);
    int warnDays = problems.number(fields, "warn-days", what, 0, Mitigation.DEFAULT_WARN_DAYS);
    return risk == null || control == null || owner == null || until == null
        ? null
        : new Mitigation(risk, subject, control, owner, monitor, until, warnDays);
  }

  /// `function create-vendor`, or `a function` when it does not say its id.
  private static String called(YamlNode item, String kind) {
    return item instanceof Fields fields
            && fields.fields().get("id") instanceof Field(int _, Scalar(int _, String id))
            && id != null
        ? kind + " " + id
        : "a " + kind;
  }

  private void unique(Map<String, Integer> lines, @Nullable String id, int line, String kind) {
    Integer before = id == null ? null : lines.putIfAbsent(id, line);
    if (before != null) {
      problems.add(
          line, kind + " " + id + " is defined twice, first in line " + before + ". Rename one");
    }
  }
}
