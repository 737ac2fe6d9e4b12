package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.toxic.YamlNode.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of the grammar that says what a function needs: `any-of` or `all-of`, each a list of
/// selectors or, one level down, of the other.
final class RequirementYaml {

  static final List<String> SELECTOR =
      List.of("source", "type", "entitlement", "name", "value", "right", "container", "group");

  private final YamlProblems problems;

  RequirementYaml(YamlProblems problems) {
    this.problems = problems;
  }

  /// What the `any-of` or the `all-of` of a function says.
  @Nullable Requirement of(Fields function, String what) {
    boolean any = YamlProblems.has(function, "any-of");
    boolean all = YamlProblems.has(function, "all-of");
    if (any && all) {
      problems.add(
          YamlProblems.line(function, "all-of"),
          what + " has both any-of and all-of. Put one inside the other");
      return null;
    }
    if (!any && !all) {
      problems.add(function.line(), what + " has no 'any-of' and no 'all-of'");
      return null;
    }
    return list(function, any ? "any-of" : "all-of", any ? "all-of" : "any-of", what);
  }

  private @Nullable Requirement list(
      Fields fields, String key, @Nullable String inner, String what) {
    List<Requirement> of = new ArrayList<>();
    for (YamlNode each :
        problems.some(fields, key, what, "Name at least one entitlement, or remove it")) {
      Requirement one =
          inner != null && each instanceof Fields nested && YamlProblems.has(nested, inner)
              ? list(problems.fields(each, "a part of " + what, List.of(inner)), inner, null, what)
              : selector(each, "a selector of " + what);
      if (one != null) {
        of.add(one);
      }
    }
    return of.isEmpty()
        ? null
        : key.equals("any-of") ? new Requirement.AnyOf(of) : new Requirement.AllOf(of);
  }

  private @Nullable Selector selector(YamlNode item, String what) {
    Fields fields = problems.fields(item, what, SELECTOR);
    List<@Nullable String> parts = new ArrayList<>();
    for (String key : SELECTOR) {
      parts.add(problems.optional(fields, key, what));
    }
    if (!(item instanceof Fields)) {
      return null;
    }
    List<String> picking = SELECTOR.subList(2, SELECTOR.size());
    if (picking.stream().noneMatch(key -> YamlProblems.has(fields, key))) {
      problems.add(
          fields.line(), what + " picks nothing. Give one of " + String.join(", ", picking));
      return null;
    }
    if (YamlProblems.has(fields, "group")
        && Stream.of("entitlement", "name", "value", "right", "container")
            .anyMatch(key -> YamlProblems.has(fields, key))) {
      problems.add(
          YamlProblems.line(fields, "group"),
          what + " picks a group and something else. Make it two selectors");
      return null;
    }
    if (parts.subList(2, parts.size()).stream().allMatch(part -> part == null)) {
      return null;
    }
    return new Selector(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        parts.get(4),
        parts.get(5),
        parts.get(6),
        parts.get(7));
  }
}
