package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import dev.firebreak.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every correlation, over many rounds in which accounts come and go.
class CorrelationPropertyTest {

  private static final Set<String> AUTHORITATIVE = Set.of("hr", "partners");
  private static final List<String> SOURCES = List.of("hr", "partners", "app", "vault");

  static LongStream seeds() {
    return Seeds.of(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyAccountIsAtMostOneIdentitysWhateverTheOrder(long seed) {
    Random random = new Random(seed);
    List<CorrelationRule> rules = rules(random);
    List<CorrelatedAccount> accounts = List.of();
    for (int round = 0; round < 4; round++) {
      accounts = next(random, accounts);
      Correlation correlation = Correlation.decide(accounts, AUTHORITATIVE, rules);
      List<CorrelatedAccount> shuffled = new ArrayList<>(accounts);
      Collections.shuffle(shuffled, random);
      assertThat(Correlation.decide(shuffled, AUTHORITATIVE, rules)).isEqualTo(correlation);
      holds(accounts, rules, correlation);
      accounts = linkedBy(accounts, correlation);
      Correlation again = Correlation.decide(accounts, AUTHORITATIVE, rules);
      assertThat(again).as("deciding again concludes the same").isEqualTo(correlation);
    }
  }

  private static void holds(
      List<CorrelatedAccount> accounts, List<CorrelationRule> rules, Correlation correlation) {
    Set<String> identities =
        correlation.identities().stream().map(IdentityRow::key).collect(Collectors.toSet());
    assertThat(identities).hasSameSizeAs(correlation.identities());
    assertThat(correlation.links()).extracting(IdentityLink::account).doesNotHaveDuplicates();
    Set<String> spokenOf = new TreeSet<>(correlation.unmatched());
    correlation.links().forEach(link -> spokenOf.add(link.account()));
    assertThat(spokenOf)
        .hasSize(correlation.unmatched().size() + correlation.links().size())
        .isEqualTo(
            accounts.stream()
                .map(CorrelatedAccount::key)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(identities)
        .containsAll(correlation.links().stream().map(l -> l.identity()).toList());
    Set<String> owners = new HashSet<>();
    correlation.links().forEach(link -> owners.add(link.identity()));
    assertThat(owners).as("every identity has an account").isEqualTo(identities);
    correlation
        .reporting()
        .forEach(line -> assertThat(identities).contains(line.identity(), line.manager()));
    Map<String, String> joined = new HashMap<>();
    correlation.links().forEach(link -> joined.put(link.account(), link.identity()));
    for (CorrelatedAccount account : accounts) {
      @Nullable String expected = naive(account, accounts, rules);
      if (expected != null) {
        assertThat(joined).containsEntry(account.key(), expected);
      }
    }
  }

  /// The identity that the rules find for an account, by comparing it with every person.
  private static @Nullable String naive(
      CorrelatedAccount account, List<CorrelatedAccount> accounts, List<CorrelationRule> rules) {
    if (AUTHORITATIVE.contains(account.source())) {
      return "firebreak/Identity/" + account.source() + ":" + account.id();
    }
    for (CorrelationRule rule : rules) {
      Set<String> found = new TreeSet<>();
      for (CorrelatedAccount person : accounts) {
        if (AUTHORITATIVE.contains(person.source()) && agree(rule, account, person)) {
          found.add("firebreak/Identity/" + person.source() + ":" + person.id());
        }
      }
      if (found.size() == 1) {
        return found.iterator().next();
      }
    }
    return null;
  }

  private static boolean agree(
      CorrelationRule rule, CorrelatedAccount account, CorrelatedAccount person) {
    String mine = said(rule.account(), account);
    if (mine == null) {
      return false;
    }
    if (rule.account() == Field.LINKED
        && SOURCES.contains(String.valueOf(account.linkedSource()))
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
    };
  }

  private static List<CorrelationRule> rules(Random random) {
    Field[] fields = Field.values();
    List<CorrelationRule> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      rules.add(
          new CorrelationRule(
              fields[random.nextInt(fields.length)], fields[random.nextInt(fields.length)]));
    }
    return rules;
  }

  /// Some accounts leave, some come, those that stay keep their links.
  private static List<CorrelatedAccount> next(Random random, List<CorrelatedAccount> before) {
    Map<String, CorrelatedAccount> next = new HashMap<>();
    for (CorrelatedAccount account : before) {
      if (random.nextInt(3) > 0) {
        next.put(account.key(), account);
      }
    }
    for (String source : SOURCES) {
      // Every source keeps one account, so that all of them are known.
      for (int i = 0; i <= random.nextInt(6); i++) {
        String id = i == 0 ? "0" : "" + random.nextInt(8);
        AccountDraft draft =
            AccountDraft.of(source, id)
                .with(a -> a.userName = value(random))
                .with(a -> a.externalId = value(random))
                .with(a -> a.employeeNumber = value(random))
                .with(a -> a.email = value(random))
                .with(a -> a.manager = value(random))
                .with(a -> a.linkedSource = random.nextBoolean() ? "hr" : "elsewhere")
                .with(a -> a.linkedId = value(random))
                .with(a -> a.active = random.nextInt(3) == 0 ? null : random.nextBoolean());
        next.putIfAbsent(draft.account().key(), draft.account());
      }
    }
    return List.copyOf(next.values());
  }

  private static @Nullable String value(Random random) {
    int n = random.nextInt(14);
    return n > 8 ? null : random.nextBoolean() ? "v" + n : n % 2 == 0 ? "V" + n : "" + n;
  }

  private static List<CorrelatedAccount> linkedBy(
      List<CorrelatedAccount> accounts, Correlation correlation) {
    Map<String, IdentityLink> links =
        correlation.links().stream().collect(Collectors.toMap(IdentityLink::account, link -> link));
    return accounts.stream()
        .map(account -> {
          IdentityLink link = links.get(account.key());
          return AccountDraft.of(account.source(), account.id())
              .with(a -> a.userName = account.userName())
              .with(a -> a.externalId = account.externalId())
              .with(a -> a.employeeNumber = account.employeeNumber())
              .with(a -> a.email = account.email())
              .with(a -> a.manager = account.manager())
              .with(a -> a.linkedSource = account.linkedSource())
              .with(a -> a.linkedId = account.linkedId())
              .with(a -> a.active = account.active())
              .with(a -> a.identity = link == null ? null : link.identity())
              .with(a -> a.rule = link == null ? null : link.rule())
              .account();
        })
        .toList();
  }
}
