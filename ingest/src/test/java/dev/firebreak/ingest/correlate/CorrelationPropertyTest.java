package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import dev.firebreak.testkit.Seeds;
import java.time.Instant;
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

  private static final List<String> KINDS = List.of("PERSON", "SERVICE", "AGENT", "UNKNOWN");
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
      List<ManualLink> byHand = byHand(random);
      Correlation correlation = Correlation.decide(accounts, AUTHORITATIVE, rules, byHand);
      List<CorrelatedAccount> shuffled = new ArrayList<>(accounts);
      Collections.shuffle(shuffled, random);
      List<ManualLink> shuffledLinks = new ArrayList<>(byHand);
      Collections.shuffle(shuffledLinks, random);
      assertThat(Correlation.decide(shuffled, AUTHORITATIVE, rules, shuffledLinks))
          .isEqualTo(correlation);
      holds(accounts, rules, byHand, correlation);
      accounts = linkedBy(accounts, correlation);
      Correlation again = Correlation.decide(accounts, AUTHORITATIVE, rules, byHand);
      assertThat(again).as("deciding again concludes the same").isEqualTo(correlation);
    }
  }

  private static void holds(
      List<CorrelatedAccount> accounts,
      List<CorrelationRule> rules,
      List<ManualLink> byHand,
      Correlation correlation) {
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
    NaiveCorrelation naive = new NaiveCorrelation(AUTHORITATIVE, accounts, rules, byHand);
    Map<String, IdentityLink> joined = new HashMap<>();
    correlation.links().forEach(link -> joined.put(link.account(), link));
    Set<String> troubles = new TreeSet<>();
    for (CorrelatedAccount account : accounts) {
      NaiveCorrelation.Answer expected = naive.of(account);
      troubles.addAll(expected.troubles());
      IdentityLink link = joined.get(account.key());
      if (expected.certain()) {
        assertThat(link == null ? null : link.identity())
            .as(account.key())
            .isEqualTo(expected.identity());
      }
      if (link == null) {
        assertThat(account.isWorkload() && !decided(byHand, account)).as(account.key()).isFalse();
      }
      if (link != null && expected.confidence() != null) {
        assertThat(link.confidence()).as(account.key()).isEqualTo(expected.confidence());
      }
    }
    Set<String> said = new TreeSet<>();
    correlation
        .conflicts()
        .forEach(
            c -> said.add(c.account() + " " + c.kind() + " " + c.rule() + " " + c.candidates()));
    assertThat(said).isEqualTo(troubles);
    assertThat(correlation.conflicts()).extracting(Conflict::key).doesNotHaveDuplicates();
  }

  private static boolean decided(List<ManualLink> byHand, CorrelatedAccount account) {
    return byHand.stream().anyMatch(link -> link.account().equals(account.key()));
  }

  /// Some accounts, there or not, are given to somebody, there or not, or to nobody.
  private static List<ManualLink> byHand(Random random) {
    List<ManualLink> links = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String identity =
          random.nextInt(4) == 0
              ? null
              : "firebreak/Identity/%s:%d"
                  .formatted(SOURCES.get(random.nextInt(2)), random.nextInt(8));
      links.add(
          new ManualLink(
              SOURCES.get(random.nextInt(SOURCES.size())) + "/User/" + random.nextInt(8),
              identity,
              "eve",
              Instant.ofEpochSecond(random.nextInt(3)),
              "seen the form"));
    }
    return links;
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
                .with(a -> a.kind = KINDS.get(random.nextInt(KINDS.size())))
                .with(a -> a.userName = value(random))
                .with(a -> a.externalId = value(random))
                .with(a -> a.employeeNumber = value(random))
                .with(a -> a.email = value(random))
                .with(a -> a.manager = value(random))
                .with(a -> a.correlation = value(random))
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
              .with(a -> a.kind = account.kind())
              .with(a -> a.userName = account.userName())
              .with(a -> a.externalId = account.externalId())
              .with(a -> a.employeeNumber = account.employeeNumber())
              .with(a -> a.email = account.email())
              .with(a -> a.manager = account.manager())
              .with(a -> a.correlation = account.correlation())
              .with(a -> a.linkedSource = account.linkedSource())
              .with(a -> a.linkedId = account.linkedId())
              .with(a -> a.active = account.active())
              .with(a -> a.identity = link == null ? null : link.identity())
              .with(a -> a.rule = link == null ? null : link.rule())
              .with(a -> a.confidence = link == null ? null : link.confidence())
              .account();
        })
        .toList();
  }
}
