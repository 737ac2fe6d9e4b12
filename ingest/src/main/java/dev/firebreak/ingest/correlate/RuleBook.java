package dev.firebreak.ingest.correlate;

import dev.firebreak.ingest.correlate.Conflict.Kind;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules in their order, with the people they can find by value.
final class RuleBook {

  /// What the rules say of an account.
  ///
  /// @param link by the first decisive rule; null where none decides
  record Verdict(@Nullable IdentityLink link, List<Conflict> conflicts) {}

  /// A rule and the keys of the identities it finds, in their order; never none.
  private record Found(CorrelationRule rule, List<String> identities) {
    boolean only(String identity) {
      return identities.equals(List.of(identity));
    }
  }

  private final List<CorrelationRule> rules;
  private final Set<String> sources;

  /// By field and compared value: the key of each identity found, to the source it comes from.
  private final Map<Field, Map<String, Map<String, String>>> index = new EnumMap<>(Field.class);

  /// @param people the accounts of authoritative sources
  /// @param all every account, to know which sources there are
  RuleBook(
      List<CorrelationRule> rules,
      List<CorrelatedAccount> people,
      Collection<CorrelatedAccount> all) {
    this.rules = rules.stream().distinct().toList();
    this.sources = all.stream().map(CorrelatedAccount::source).collect(Collectors.toSet());
    for (CorrelationRule rule : rules) {
      index.computeIfAbsent(rule.identity(), field -> byValue(field, people));
    }
  }

  /// Asks every rule: the first that finds exactly one identity decides, the others make the link
  /// surer or less sure.
  Verdict judge(CorrelatedAccount account) {
    List<Found> found = new ArrayList<>();
    @Nullable Found decisive = null;
    for (CorrelationRule rule : rules) {
      List<String> identities = find(rule, account);
      if (!identities.isEmpty()) {
        Found each = new Found(rule, identities);
        found.add(each);
        decisive = decisive == null && identities.size() == 1 ? each : decisive;
      }
    }
    return decisive == null ? undecided(account, found) : decided(account, found, decisive);
  }

  private static Verdict undecided(CorrelatedAccount account, List<Found> found) {
    return new Verdict(null, found.stream().map(each -> ambiguous(account, each)).toList());
  }

  private static Verdict decided(CorrelatedAccount account, List<Found> found, Found decisive) {
    String identity = decisive.identities().getFirst();
    List<Conflict> conflicts = new ArrayList<>();
    int agreeing = 0;
    int contradicting = 0;
    boolean before = true;
    for (Found each : found) {
      if (each.equals(decisive)) {
        before = false;
      } else if (each.only(identity)) {
        agreeing++;
      } else if (!each.identities().contains(identity)) {
        contradicting++;
        conflicts.add(contradicted(account, each, decisive));
      } else if (before) {
        conflicts.add(ambiguous(account, each));
      }
    }
    int confidence = Confidence.of(decisive.rule(), agreeing, contradicting);
    return new Verdict(
        new IdentityLink(identity, account.key(), decisive.rule().text(), (long) confidence),
        List.copyOf(conflicts));
  }

  private static Conflict ambiguous(CorrelatedAccount account, Found found) {
    return new Conflict(
        account.key(),
        Kind.AMBIGUOUS,
        found.rule().text(),
        found.identities(),
        "%s finds %d identities (%s); this rule decides nothing"
            .formatted(
                found.rule().text(),
                found.identities().size(),
                String.join(", ", found.identities())));
  }

  private static Conflict contradicted(CorrelatedAccount account, Found other, Found decisive) {
    return new Conflict(
        account.key(),
        Kind.CONTRADICTED,
        other.rule().text(),
        other.identities(),
        "%s finds %s, but %s decides for %s"
            .formatted(
                other.rule().text(),
                String.join(", ", other.identities()),
                decisive.rule().text(),
                decisive.identities().getFirst()));
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
    String folded = Field.LINKED.compared(account.linkedSource());
    return folded != null && sources.contains(folded) ? folded : null;
  }

  private static Map<String, Map<String, String>> byValue(
      Field field, List<CorrelatedAccount> people) {
    Map<String, Map<String, String>> byValue = new HashMap<>();
    for (CorrelatedAccount person : people) {
      if (field == Field.LINKED) {
        put(byValue, field.compared(person.id()), person);
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
