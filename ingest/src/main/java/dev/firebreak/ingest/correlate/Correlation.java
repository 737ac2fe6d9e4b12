package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What correlation concluded: the identities, which accounts are theirs and why, and who reports
/// to whom.
///
/// @param ambiguous accounts for which a rule found more than one identity, each a sentence
/// @param unmatched keys of accounts that belong to nobody
public record Correlation(
    List<IdentityRow> identities,
    List<IdentityLink> links,
    List<ReportingLine> reporting,
    List<String> ambiguous,
    List<String> unmatched) {

  /// An identity.
  ///
  /// @param active what its authoritative account says; false once that account is gone
  public record IdentityRow(
      String key,
      String id,
      String name,
      IdentityKind kind,
      @Nullable Boolean active,
      @Nullable String email,
      @Nullable String userName,
      @Nullable String employeeNumber,
      @Nullable String department,
      @Nullable String title) {}

  /// Why an account is an identity's.
  public record IdentityLink(String identity, String account, String rule) {}

  /// An identity reports to another, or a service account is owned by it.
  public record ReportingLine(String identity, String manager) {}

  /// The rule kept on the link between an identity and the account it comes from.
  public static final String AUTHORITATIVE = "authoritative source";

  private static final String GONE = "; its authoritative account is gone";

  /// Decides.
  ///
  /// An account of an authoritative source is an identity of its own. Another account belongs to
  /// the one identity that the first decisive rule finds. An account whose identity has lost its
  /// authoritative account stays with it, so that a leaver who was deleted is still seen; that
  /// identity goes with its last account.
  public static Correlation decide(
      List<CorrelatedAccount> accounts, Set<String> authoritative, List<CorrelationRule> rules) {
    Map<String, IdentityRow> identities = new LinkedHashMap<>();
    List<IdentityLink> links = new ArrayList<>();
    List<CorrelatedAccount> people = new ArrayList<>();
    List<CorrelatedAccount> others = new ArrayList<>();
    for (CorrelatedAccount account : accounts) {
      if (authoritative.contains(account.source())) {
        String id = account.source() + ":" + account.id();
        String key = NodeKey.identity(id).value();
        identities.put(key, identity(key, id, account));
        links.add(new IdentityLink(key, account.key(), AUTHORITATIVE));
        people.add(account);
      } else {
        others.add(account);
      }
    }
    Map<Field, Map<String, Set<String>>> index = index(people, rules);
    List<String> ambiguous = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (CorrelatedAccount account : others) {
      @Nullable IdentityLink link = match(account, rules, index, ambiguous);
      if (link == null) {
        link = keep(account, identities);
      }
      if (link == null) {
        unmatched.add(account.key());
      } else {
        links.add(link);
      }
    }
    return new Correlation(
        List.copyOf(identities.values()),
        List.copyOf(links),
        reporting(people, identities),
        List.copyOf(ambiguous),
        List.copyOf(unmatched));
  }

  private static Map<Field, Map<String, Set<String>>> index(
      List<CorrelatedAccount> people, List<CorrelationRule> rules) {
    Map<Field, Map<String, Set<String>>> index = new HashMap<>();
    for (CorrelationRule rule : rules) {
      Map<String, Set<String>> byValue =
          index.computeIfAbsent(rule.identity(), field -> new HashMap<>());
      for (CorrelatedAccount person : people) {
        String key = identityKey(person);
        if (rule.identity() == Field.LINKED) {
          put(byValue, person.id().toLowerCase(Locale.ROOT), key);
          put(byValue, person.value(Field.USER_NAME), key);
        } else {
          put(byValue, person.value(rule.identity()), key);
        }
      }
    }
    return index;
  }

  private static void put(
      Map<String, Set<String>> byValue, @Nullable String value, String identity) {
    if (value != null) {
      byValue.computeIfAbsent(value, v -> new TreeSet<>()).add(identity);
    }
  }

  private static @Nullable IdentityLink match(
      CorrelatedAccount account,
      List<CorrelationRule> rules,
      Map<Field, Map<String, Set<String>>> index,
      List<String> ambiguous) {
    for (CorrelationRule rule : rules) {
      String value = account.value(rule.account());
      if (value == null) {
        continue;
      }
      Set<String> found =
          index.getOrDefault(rule.identity(), Map.of()).getOrDefault(value, Set.of());
      if (found.size() == 1) {
        return new IdentityLink(found.iterator().next(), account.key(), rule.text());
      }
      if (found.size() > 1) {
        ambiguous.add(
            "%s: %s finds %d identities (%s); none was chosen"
                .formatted(account.key(), rule.text(), found.size(), String.join(", ", found)));
      }
    }
    return null;
  }

  private static @Nullable IdentityLink keep(
      CorrelatedAccount account, Map<String, IdentityRow> identities) {
    String before = account.identity();
    String rule = account.rule();
    if (before == null || rule == null) {
      return null;
    }
    IdentityRow still = identities.get(before);
    if (still != null && !rule.endsWith(GONE)) {
      return null;
    }
    if (still == null) {
      identities.put(
          before,
          new IdentityRow(
              before,
              NodeKey.parse(before).id(),
              account.name(),
              IdentityKind.UNKNOWN,
              false,
              account.email(),
              account.userName(),
              account.employeeNumber(),
              account.department(),
              account.title()));
    }
    return new IdentityLink(before, account.key(), rule.endsWith(GONE) ? rule : rule + GONE);
  }

  private static List<ReportingLine> reporting(
      List<CorrelatedAccount> people, Map<String, IdentityRow> identities) {
    List<ReportingLine> lines = new ArrayList<>();
    for (CorrelatedAccount person : people) {
      if (person.manager() != null) {
        String manager = NodeKey.identity(person.source() + ":" + person.manager()).value();
        if (identities.containsKey(manager)) {
          lines.add(new ReportingLine(identityKey(person), manager));
        }
      }
    }
    return List.copyOf(lines);
  }

  private static IdentityRow identity(String key, String id, CorrelatedAccount account) {
    return new IdentityRow(
        key,
        id,
        account.name(),
        account.kind() == null ? IdentityKind.UNKNOWN : IdentityKind.valueOf(account.kind()),
        account.active(),
        account.email(),
        account.userName(),
        account.employeeNumber(),
        account.department(),
        account.title());
  }

  private static String identityKey(CorrelatedAccount person) {
    return NodeKey.identity(person.source() + ":" + person.id()).value();
  }
}
