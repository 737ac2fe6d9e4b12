package dev.firebreak.analytics.slice;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.Requirement;
import dev.firebreak.analytics.toxic.Scope;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule for a toxic combination, in full; parameters as in [SodRule].
public record CombinationText(
    String id,
    String name,
    Severity level,
    int version,
    @Nullable String owner,
    @Nullable String process,
    List<String> frameworks,
    Scope scope,
    List<FunctionText> functions) {

  public CombinationText {
    frameworks = List.copyOf(frameworks);
    functions = List.copyOf(functions);
  }

  /// A function; parameters as in [SodFunction].
  public record FunctionText(String id, String name, RequirementText needs) {}

  /// One of the three forms of a [Requirement]; the other two are null.
  public record RequirementText(
      @Nullable List<RequirementText> anyOf,
      @Nullable List<RequirementText> allOf,
      @Nullable Selector selector) {

    static RequirementText of(Requirement requirement) {
      return switch (requirement) {
        case Selector selector -> new RequirementText(null, null, selector);
        case Requirement.AnyOf(List<Requirement> of) ->
            new RequirementText(of.stream().map(RequirementText::of).toList(), null, null);
        case Requirement.AllOf(List<Requirement> of) ->
            new RequirementText(null, of.stream().map(RequirementText::of).toList(), null);
      };
    }

    Requirement requirement() {
      if (selector != null) {
        return selector;
      }
      return anyOf != null
          ? new Requirement.AnyOf(of(anyOf))
          : new Requirement.AllOf(allOf == null ? List.of() : of(allOf));
    }

    private static List<Requirement> of(List<RequirementText> texts) {
      return texts.stream().map(RequirementText::requirement).toList();
    }
  }

  /// The text of the only rule there is; null where there is none.
  static @Nullable CombinationText of(SodRules rules) {
    return rules.rulesets().stream()
        .flatMap(ruleset ->
            ruleset.rules().stream()
                .map(rule ->
                    new CombinationText(
                        rule.id(),
                        rule.name(),
                        rule.level(),
                        rule.version(),
                        rule.owner(),
                        rule.process(),
                        rule.frameworks(),
                        rule.scope(),
                        rule.functions().stream()
                            .map(ruleset::function)
                            .map(function ->
                                new FunctionText(
                                    function.id(),
                                    function.name(),
                                    RequirementText.of(function.needs())))
                            .toList())))
        .findFirst()
        .orElse(null);
  }

  /// The rule.
  SodRules rules() {
    return SodRules.of(
        functions.stream()
            .map(each -> new SodFunction(each.id(), each.name(), each.needs().requirement()))
            .toList(),
        List.of(
            new SodRule(
                id,
                name,
                level,
                version,
                owner,
                process,
                frameworks,
                scope,
                functions.stream().map(FunctionText::id).toList())));
  }
}
