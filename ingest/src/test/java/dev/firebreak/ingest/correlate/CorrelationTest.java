package dev.firebreak.ingest.correlate;

import static dev.firebreak.ingest.source.CorrelationRule.Field.EMAIL;
import static dev.firebreak.ingest.source.CorrelationRule.Field.EMPLOYEE_NUMBER;
import static dev.firebreak.ingest.source.CorrelationRule.Field.EXTERNAL_ID;
import static dev.firebreak.ingest.source.CorrelationRule.Field.LINKED;
import static dev.firebreak.ingest.source.CorrelationRule.Field.USER_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.correlate.Correlation.ReportingLine;
import dev.firebreak.ingest.source.CorrelationRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationTest {

  private static final List<CorrelationRule> RULES =
      List.of(
          new CorrelationRule(EXTERNAL_ID, EMPLOYEE_NUMBER),
          new CorrelationRule(EMAIL, EMAIL),
          new CorrelationRule(LINKED, LINKED),
          new CorrelationRule(USER_NAME, USER_NAME));

  private static final AccountDraft ANA =
      AccountDraft.of("hr", "1")
          .with(a -> a.userName = "ana")
          .with(a -> a.employeeNumber = "1001")
          .with(a -> a.email = "ana@x.example")
          .with(a -> a.active = true)
          .with(a -> a.kind = "PERSON");

  private static final AccountDraft BEN =
      AccountDraft.of("hr", "2")
          .with(a -> a.userName = "ben")
          .with(a -> a.employeeNumber = "1002")
          .with(a -> a.email = "ben@x.example");

  private static final String ANA_KEY = "firebreak/Identity/hr:1";
  private static final String BEN_KEY = "firebreak/Identity/hr:2";

  private static Correlation decide(AccountDraft... accounts) {
    return Correlation.decide(
        Arrays.stream(accounts).map(AccountDraft::account).toList(),
        Set.of("hr"),
        RULES,
        List.of());
  }

  private static List<IdentityLink> linksOf(Correlation correlation, String account) {
    return correlation.links().stream().filter(link -> link.account().equals(account)).toList();
  }

  @Test
  void anAccountOfAnAuthoritativeSourceIsAnIdentityOfItsOwn() {
    Correlation correlation = decide(ANA, BEN);
    assertThat(correlation.identities())
        .extracting(IdentityRow::key, IdentityRow::active, IdentityRow::kind, IdentityRow::gone)
        .containsExactly(
            tuple(ANA_KEY, true, IdentityKind.PERSON, false),
            tuple(BEN_KEY, null, IdentityKind.UNKNOWN, false));
    assertThat(correlation.links())
        .containsExactly(
            new IdentityLink(ANA_KEY, "hr/User/1", "authoritative source", 100L),
            new IdentityLink(BEN_KEY, "hr/User/2", "authoritative source", 100L));
    assertThat(correlation.unmatched()).isEmpty();
  }

  @Test
  void eachRuleJoinsByItsFieldWhateverTheCaseAndIsKeptOnTheLink() {
    Correlation correlation =
        decide(
            ANA,
            BEN,
            AccountDraft.of("app", "a").with(a -> a.externalId = " 1001 "),
            AccountDraft.of("app", "b").with(a -> a.email = "ANA@X.example"),
            AccountDraft.of("app", "c").with(a -> a.linkedId = "2"),
            AccountDraft.of("app", "d").with(a -> a.linkedId = "BEN"),
            AccountDraft.of("app", "e").with(a -> a.userName = "Ana"),
            AccountDraft.of("app", "f").with(a -> a.userName = "nobody"),
            AccountDraft.of("app", "g").with(a -> a.email = " "));
    assertThat(correlation.links())
        .contains(
            new IdentityLink(ANA_KEY, "app/User/a", "externalId = employeeNumber", 85L),
            new IdentityLink(ANA_KEY, "app/User/b", "email = email", 75L),
            new IdentityLink(BEN_KEY, "app/User/c", "linkedObject = linkedObject", 90L),
            new IdentityLink(BEN_KEY, "app/User/d", "linkedObject = linkedObject", 90L),
            new IdentityLink(ANA_KEY, "app/User/e", "userName = userName", 60L))
        .hasSize(7);
    assertThat(correlation.unmatched()).containsExactly("app/User/f", "app/User/g");
  }

  @Test
  void theFirstRuleThatFindsSomebodyDecides() {
    AccountDraft both =
        AccountDraft.of("app", "a").with(a -> a.userName = "ana").with(a -> a.externalId = "1002");
    assertThat(linksOf(decide(ANA, BEN, both), "app/User/a"))
        .containsExactly(
            new IdentityLink(BEN_KEY, "app/User/a", "externalId = employeeNumber", 65L));
  }

  @Test
  void aRuleThatFindsSeveralDecidesNothingAndIsReported() {
    AccountDraft twin =
        AccountDraft.of("hr", "3").with(a -> a.email = "ana@x.example").with(a -> a.userName = "b");
    AccountDraft shared = AccountDraft.of("app", "a").with(a -> a.email = "ana@x.example");
    Correlation correlation = decide(ANA, BEN, twin, shared);
    assertThat(correlation.unmatched()).containsExactly("app/User/a");
    assertThat(correlation.problems())
        .containsExactly(
            "app/User/a: email = email finds 2 identities (firebreak/Identity/hr:1,"
                + " firebreak/Identity/hr:3); this rule decides nothing");
    Correlation later = decide(ANA, BEN, twin, shared.with(a -> a.userName = "BEN"));
    assertThat(linksOf(later, "app/User/a"))
        .containsExactly(new IdentityLink(BEN_KEY, "app/User/a", "userName = userName", 40L));
    assertThat(later.problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          hr, true
          HR, true
          -, true
          corp.example directory, true
          app, false
          """)
  void aLinkedObjectOfAnotherKnownSourceFindsNobodyHere(String linkedSource, boolean joined) {
    Correlation correlation =
        decide(
            ANA,
            AccountDraft.of("app", "1").with(a -> a.externalId = "none"),
            AccountDraft.of("vault", "v")
                .with(a -> a.linkedSource = linkedSource)
                .with(a -> a.linkedId = "1"));
    assertThat(linksOf(correlation, "vault/User/v")).hasSize(joined ? 1 : 0);
  }

  @Test
  void aManagerIsAnIdentityOfTheSameSourceAndNeverOneself() {
    AccountDraft boss = ANA.with(a -> a.manager = "1");
    AccountDraft clerk = BEN.with(a -> a.manager = "1");
    AccountDraft lost = AccountDraft.of("hr", "3").with(a -> a.manager = "99");
    AccountDraft elsewhere = AccountDraft.of("app", "x").with(a -> a.manager = "1");
    assertThat(decide(boss, clerk, lost, elsewhere).reporting())
        .containsExactly(new ReportingLine(BEN_KEY, ANA_KEY));
  }

  @Test
  void aLeaverWhoseAccountWasDeletedStaysInactiveWhileOtherAccountsRemain() {
    AccountDraft one = linked("a", "userName = userName");
    AccountDraft two = linked("b", "email = email");
    Correlation correlation = decide(BEN, one, two);
    IdentityRow leaver =
        correlation.identities().stream()
            .filter(identity -> identity.key().equals(ANA_KEY))
            .findFirst()
            .orElseThrow();
    assertThat(leaver.active()).isFalse();
    assertThat(leaver.gone()).isTrue();
    assertThat(correlation.links())
        .contains(
            new IdentityLink(
                ANA_KEY,
                "app/User/a",
                "userName = userName; its authoritative account is gone",
                null),
            new IdentityLink(
                ANA_KEY, "app/User/b", "email = email; its authoritative account is gone", null));
    assertThat(correlation.unmatched()).isEmpty();
  }

  private static AccountDraft linked(String id, String rule) {
    return AccountDraft.of("app", id).with(a -> a.identity = ANA_KEY).with(a -> a.rule = rule);
  }

  @Test
  void theReasonOfALeaversLinkDoesNotGrow() {
    String rule = "userName = userName; its authoritative account is gone";
    assertThat(decide(BEN, linked("a", rule)).links())
        .contains(new IdentityLink(ANA_KEY, "app/User/a", rule, null));
  }

  @Test
  void aLeaverGoesWithTheLastAccount() {
    assertThat(decide(BEN).identities()).extracting(IdentityRow::key).containsExactly(BEN_KEY);
  }

  @Test
  void aRehiredPersonsAccountsComeToTheNewIdentity() {
    AccountDraft rehired =
        AccountDraft.of("hr", "7").with(a -> a.userName = "ana").with(a -> a.active = true);
    AccountDraft app =
        linked("a", "userName = userName; its authoritative account is gone")
            .with(a -> a.userName = "ana");
    Correlation correlation = decide(rehired, app);
    assertThat(correlation.links())
        .contains(
            new IdentityLink("firebreak/Identity/hr:7", "app/User/a", "userName = userName", 60L));
    assertThat(correlation.identities()).hasSize(1);
  }

  @Test
  void aPersonWhoIsThereAgainIsAsAliveAsEver() {
    Correlation correlation =
        decide(
            ANA,
            linked("a", "userName = userName; its authoritative account is gone")
                .with(a -> a.userName = "ana"),
            linked("b", "email = email; its authoritative account is gone"));
    assertThat(correlation.identities())
        .extracting(IdentityRow::active, IdentityRow::gone)
        .containsExactly(tuple(true, false));
    assertThat(correlation.links())
        .contains(new IdentityLink(ANA_KEY, "app/User/a", "userName = userName", 60L));
    assertThat(correlation.unmatched()).containsExactly("app/User/b");
  }

  @Test
  void anAccountThatNoRuleJoinsAnyMoreIsLetGo() {
    assertThat(decide(ANA, linked("a", "userName = userName")).unmatched())
        .containsExactly("app/User/a");
  }

  @Test
  void aSourceThatIsNoLongerAuthoritativeMakesNobodyALeaver() {
    AccountDraft was =
        ANA.with(a -> a.identity = ANA_KEY).with(a -> a.rule = "authoritative source");
    Correlation correlation =
        Correlation.decide(
            List.of(was.account(), linked("a", "email = email").account()),
            Set.of(),
            RULES,
            List.of());
    assertThat(correlation.identities()).isEmpty();
    assertThat(correlation.unmatched()).containsExactly("app/User/a", "hr/User/1");
  }

  @Test
  void withoutRulesOnlyTheAuthoritativeAccountsBelongToSomebody() {
    Correlation correlation =
        Correlation.decide(
            List.of(
                ANA.account(), AccountDraft.of("app", "a").with(a -> a.userName = "ana").account()),
            Set.of("hr"),
            List.of(),
            List.of());
    assertThat(correlation.links()).hasSize(1);
    assertThat(correlation.unmatched()).containsExactly("app/User/a");
  }
}
