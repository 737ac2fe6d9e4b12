package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.ingest.correlate.Conflict.Kind;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How sure a link is, and what speaks against it.
class ConfidenceTest {

  private static final List<CorrelationRule> RULES =
      List.of(
          new CorrelationRule(Field.EXTERNAL_ID, Field.EMPLOYEE_NUMBER),
          new CorrelationRule(Field.CUSTOM, Field.CUSTOM),
          new CorrelationRule(Field.EMAIL, Field.EMAIL),
          new CorrelationRule(Field.USER_NAME, Field.USER_NAME));

  private static final AccountDraft ANA = person("1", "ana");
  private static final AccountDraft BEN = person("2", "ben");

  private static AccountDraft person(String id, String name) {
    return AccountDraft.of("hr", id)
        .with(a -> a.userName = name)
        .with(a -> a.employeeNumber = "100" + id)
        .with(a -> a.correlation = "badge " + id)
        .with(a -> a.email = name + "@x.example");
  }

  private static Correlation decide(AccountDraft... accounts) {
    return Correlation.decide(
        Arrays.stream(accounts).map(AccountDraft::account).toList(),
        Set.of("hr"),
        RULES,
        List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1001 | -       | -             | -   | 85
          -    | badge 1 | -             | -   | 80
          -    | -       | ana@x.example | -   | 75
          -    | -       | -             | ana | 60
          1001 | badge 1 | -             | -   | 90
          1001 | BADGE 1 | Ana@X.example | ANA | 99
          1001 | -       | -             | ben | 65
          1001 | badge 1 | ben@x.example | ben | 50
          1001 | badge 2 | ben@x.example | ben | 25
          9999 | -       | ana@x.example | zoe | 75
          """)
  void rulesThatAgreeMakeALinkSurerAndRulesThatContradictLessSure(
      String externalId, String badge, String email, String userName, long confidence) {
    AccountDraft account =
        AccountDraft.of("app", "a")
            .with(a -> a.externalId = externalId)
            .with(a -> a.correlation = badge)
            .with(a -> a.email = email)
            .with(a -> a.userName = userName);
    assertThat(decide(ANA, BEN, account).links())
        .filteredOn(link -> link.account().equals("app/User/a"))
        .extracting(IdentityLink::identity, IdentityLink::confidence)
        .containsExactly(tuple("firebreak/Identity/hr:1", confidence));
  }

  @Test
  void whatASourceOfPeopleStatesIsCertain() {
    assertThat(decide(ANA).links()).extracting(IdentityLink::confidence).containsExactly(100L);
  }

  @Test
  void aLaterRuleThatFindsSomebodyElseIsAConflict() {
    AccountDraft account =
        AccountDraft.of("app", "a").with(a -> a.externalId = "1001").with(a -> a.userName = "ben");
    Correlation correlation = decide(ANA, BEN, account);
    assertThat(correlation.conflicts())
        .containsExactly(
            new Conflict(
                "app/User/a",
                Kind.CONTRADICTED,
                "userName = userName",
                List.of("firebreak/Identity/hr:2"),
                "userName = userName finds firebreak/Identity/hr:2, but externalId ="
                    + " employeeNumber decides for firebreak/Identity/hr:1"));
    assertThat(correlation.unmatched()).isEmpty();
  }

  @Test
  void aSharedAddressFindsNobodyAndNeverTheFirst() {
    AccountDraft mailbox = AccountDraft.of("app", "a").with(a -> a.email = "MAILTO:ana@x.example ");
    AccountDraft twin = BEN.with(a -> a.email = "Ana@x.example");
    Correlation shared = decide(ANA, twin, mailbox);
    assertThat(shared.unmatched()).containsExactly("app/User/a");
    assertThat(shared.conflicts())
        .extracting(Conflict::kind, Conflict::candidates)
        .containsExactly(
            tuple(Kind.AMBIGUOUS, List.of("firebreak/Identity/hr:1", "firebreak/Identity/hr:2")));
    Correlation told = decide(ANA, twin, mailbox.with(a -> a.userName = "ben"));
    assertThat(told.links())
        .contains(
            new IdentityLink("firebreak/Identity/hr:2", "app/User/a", "userName = userName", 60L));
    assertThat(told.conflicts()).extracting(Conflict::kind).containsExactly(Kind.AMBIGUOUS);
  }
}
