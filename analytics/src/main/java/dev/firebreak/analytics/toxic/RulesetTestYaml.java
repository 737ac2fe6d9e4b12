package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.toxic.YamlNode.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of the grammar that describes tests of the rules.
final class RulesetTestYaml {

  static final List<String> TEST = List.of("name", "risk", "expect", "holds");
  static final List<String> HELD =
      List.of("source", "type", "name", "value", "right", "container", "group");
  static final List<String> EXPECT = List.of("hit", "no hit");

  private final YamlProblems problems;
  private final Set<String> risks;

  RulesetTestYaml(YamlProblems problems, Set<String> risks) {
    this.problems = problems;
    this.risks = risks;
  }

  /// The tests of a file; it may have none.
  List<RulesetTest> read(Fields file) {
    List<RulesetTest> tests = new ArrayList<>();
    if (YamlProblems.has(file, "tests")) {
      for (YamlNode item : problems.items(file, "tests", "the file")) {
        RulesetTest test = test(item);
        if (test != null) {
          tests.add(test);
        }
      }
    }
    return tests;
  }

  private @Nullable RulesetTest test(YamlNode item) {
    String what = "a test";
    Fields fields = problems.fields(item, what, TEST);
    String name = problems.text(fields, "name", what);
    String risk = problems.text(fields, "risk", what);
    if (risk != null && !risks.contains(risk)) {
      problems.add(
          YamlProblems.line(fields, "risk"),
          "a test is of the risk '%s', which this file does not have".formatted(risk));
    }
    String expect =
        problems.oneOf(fields, "expect", what, EXPECT.toArray(String[]::new), word -> word);
    List<RulesetTest.Held> holds = new ArrayList<>();
    for (YamlNode each : problems.items(fields, "holds", what)) {
      RulesetTest.Held held = held(each);
      if (held != null) {
        holds.add(held);
      }
    }
    return name == null || risk == null || expect == null
        ? null
        : new RulesetTest(name, risk, expect.equals("hit"), holds, fields.line());
  }

  private RulesetTest.@Nullable Held held(YamlNode item) {
    String what = "what a test holds";
    Fields fields = problems.fields(item, what, HELD);
    String source = problems.text(fields, "source", what);
    String type = problems.optional(fields, "type", what);
    String name = problems.optional(fields, "name", what);
    String value = problems.optional(fields, "value", what);
    String right = problems.optional(fields, "right", what);
    String container = problems.optional(fields, "container", what);
    String group = problems.optional(fields, "group", what);
    int kinds =
        (name != null || value != null ? 1 : 0) + (right != null ? 1 : 0) + (group != null ? 1 : 0);
    if (kinds != 1 || (container != null && right == null)) {
      problems.add(
          item.line(),
          "what a test holds is an entitlement with name or value, a right on a container, or a"
              + " group: one of them");
      return null;
    }
    return source == null
        ? null
        : new RulesetTest.Held(source, type, name, value, right, container, group);
  }
}
