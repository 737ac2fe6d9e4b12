package dev.firebreak.ingest.correlate;

import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Correlation once more, without an index: every account is compared with every person by every
/// rule.
record NaiveCorrelation(
    Set<String> authoritative,
    List<CorrelatedAccount> accounts,
    List<CorrelationRule> rules,
    List<ManualLink> byHand) {

  /// What is expected of one account.
  ///
  /// @param certain whether the identity does not depend on what was before
  /// @param confidence null where it depends on what was before, or there is no link
  /// @param troubles account, kind, rule and candidates of each conflict
  record Answer(
      boolean certain,
      @Nullable String identity,
      @Nullable Long confidence,
      List<String> troubles) {}

  Answer of(CorrelatedAccount account) {
    ManualLink decided = null;
    for (ManualLink link : byHand) {
      if (link.account().equals(account.key()) && (decided == null || later(link, decided))) {
        decided = link;
      }
    }
    if (authoritative.contains(account.source())) {
      return new Answer(
          true,
          identity(account),
          100L,
          decided == null
              ? List.of()
              : List.of(trouble(account, "AUTHORITATIVE", "by hand", chosen(decided))));
    }
    if (decided == null) {
      return byRules(account);
    }
    String given = decided.identity();
    if (given == null) {
      return new Answer(true, null, null, List.of());
    }
    for (CorrelatedAccount person : accounts) {
      if (authoritative.contains(person.source()) && identity(person).equals(given)) {
        return new Answer(true, given, 100L, List.of());
      }
    }
    return new Answer(
        false, null, 100L, List.of(trouble(account, "IDENTITY_GONE", "by hand", chosen(decided))));
  }

  private Answer byRules(CorrelatedAccount account) {
    List<CorrelationRule> asked = new ArrayList<>(new LinkedHashSet<>(rules));
    int decisive = -1;
    for (int i = 0; i < asked.size() && decisive < 0; i++) {
      decisive = found(asked.get(i), account).size() == 1 ? i : -1;
    }
    List<String> troubles = new ArrayList<>();
    if (decisive < 0) {
      for (CorrelationRule rule : asked) {
        Set<String> found = found(rule, account);
        if (found.size() > 1) {
          troubles.add(trouble(account, "AMBIGUOUS", rule.text(), found));
        }
      }
      return new Answer(false, null, null, troubles);
    }
    String identity = found(asked.get(decisive), account).iterator().next();
    long confidence =
        Math.min(weight(asked.get(decisive).account()), weight(asked.get(decisive).identity()));
    for (int i = 0; i < asked.size(); i++) {
      Set<String> found = found(asked.get(i), account);
      if (i == decisive || found.isEmpty()) {
        continue;
      }
      if (!found.contains(identity)) {
        confidence -= 20;
        troubles.add(trouble(account, "CONTRADICTED", asked.get(i).text(), found));
      } else if (found.size() == 1) {
        confidence += 5;
      } else if (i < decisive) {
        troubles.add(trouble(account, "AMBIGUOUS", asked.get(i).text(), found));
      }
    }
    return new Answer(true, identity, Math.max(1, Math.min(99, confidence)), troubles);
  }

  private static int weight(Field field) {
    return List.of(90, 85, 75, 60, 90, 80).get(field.ordinal());
  }

  private Set<String> found(CorrelationRule rule, CorrelatedAccount account) {
    Set<String> found = new TreeSet<>();
    for (CorrelatedAccount person : accounts) {
      if (authoritative.contains(person.source()) && agree(rule, account, person)) {
        found.add(identity(person));
      }
    }
    return found;
  }

  private boolean agree(CorrelationRule rule, CorrelatedAccount account, CorrelatedAccount person) {
    String mine = said(rule.account(), account);
    if (mine == null) {
      return false;
    }
    if (rule.account() == Field.LINKED
        && accounts.stream().anyMatch(a -> a.source().equals(account.linkedSource()))
        && !person.source().equals(account.linkedSource())) {
      return false;
    }
    return rule.identity() == Field.LINKED
        ? mine.equalsIgnoreCase(person.id()) || mine.equalsIgnoreCase(person.userName())
        : mine.equalsIgnoreCase(said(rule.identity(), person));
  }

  private static @Nullable String said(Field field, CorrelatedAccount account) {
    return switch (field) {
      case EMPLOYEE_NUMBER -> account.employeeNumber();
      case EXTERNAL_ID -> account.externalId();
      case EMAIL -> account.email();
      case USER_NAME -> account.userName();
      case LINKED -> account.linkedId();
      case CUSTOM -> account.correlation();
    };
  }

  private static boolean later(ManualLink one, ManualLink other) {
    int byTime = one.at().compareTo(other.at());
    return byTime > 0
        || (byTime == 0
            && String.valueOf(one.identity()).compareTo(String.valueOf(other.identity())) > 0);
  }

  private static Set<String> chosen(ManualLink link) {
    String identity = link.identity();
    return identity == null ? Set.of() : Set.of(identity);
  }

  private static String identity(CorrelatedAccount person) {
    return "firebreak/Identity/" + person.source() + ":" + person.id();
  }

  private static String trouble(
      CorrelatedAccount account, String kind, String rule, Set<String> candidates) {
    return account.key() + " " + kind + " " + rule + " " + List.copyOf(candidates);
  }
}
