package dev.firebreak.ingest.correlate;

import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules in their order, with the people they can find by value.
final class RuleBook {

  private final List<CorrelationRule> rules;
  private final Set<String> sources;

  /// By field and folded value: the key of each identity found, to the source it comes from.
  private final Map<Field, Map<String, Map<String, String>>> index = new EnumMap<>(Field.class);

  private final List<String> ambiguous = new ArrayList<>();

  /// @param people the accounts of authoritative sources
  /// @param all every account, to know which sources there are
  RuleBook(
      List<CorrelationRule> rules,
      List<CorrelatedAccount> people,
      Collection<CorrelatedAccount> all) {
    this.rules = rules;
    this.sources = all.stream().map(CorrelatedAccount::source).collect(Collectors.toSet());
    for (CorrelationRule rule : rules) {
      index.computeIfAbsent(rule.identity(), field -> byValue(field, people));
    }
  }

  /// What could not be decided, each a sentence.
  List<String> ambiguous() {
    return List.copyOf(ambiguous);
  }

  /// The link that the first decisive rule gives, or null.
  @Nullable IdentityLink match(CorrelatedAccount account) {
    for (CorrelationRule rule : rules) {
      List<String> found = find(rule, account);
      if (found.size() == 1) {
        return new IdentityLink(found.getFirst(), account.key(), rule.text());
      }
      if (found.size() > 1) {
        ambiguous.add(
            "%s: %s finds %d identities (%s); this rule decides nothing"
                .formatted(account.key(), rule.text(), found.size(), String.join(", ", found)));
      }
    }
    return null;
  }

  private List<String> find(CorrelationRule rule, CorrelatedAccount account) {
    String value = account.value(rule.account());
    Map<String, Map<String, String>> byValue = index.get(rule.identity());
    if (value == null || byValue == null) {
      return List.of();
    }
    @Nullable String only = rule.account() == Field.LINKED ? linkedSource(account) : null;
    return byValue.getOrDefault(value, Map.of()).entrySet().stream()
        .filter(found -> only == null || only.equals(found.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The source that a LinkedObject points to, if it is one of ours; vaults also call sources by
  /// names of their own, which rule nothing out.
  private @Nullable String linkedSource(CorrelatedAccount account) {
    String named = account.linkedSource();
    String folded = named == null ? "" : named.strip().toLowerCase(Locale.ROOT);
    return sources.contains(folded) ? folded : null;
  }

  private static Map<String, Map<String, String>> byValue(
      Field field, List<CorrelatedAccount> people) {
    Map<String, Map<String, String>> byValue = new HashMap<>();
    for (CorrelatedAccount person : people) {
      if (field == Field.LINKED) {
        put(byValue, person.id().strip().toLowerCase(Locale.ROOT), person);
        put(byValue, person.value(Field.USER_NAME), person);
      } else {
        put(byValue, person.value(field), person);
      }
    }
    return byValue;
  }

  private static void put(
      Map<String, Map<String, String>> byValue, @Nullable String value, CorrelatedAccount person) {
    if (value != null) {
      byValue
          .computeIfAbsent(value, v -> new TreeMap<>())
          .put(person.ownIdentity(), person.source());
    }
  }
}
