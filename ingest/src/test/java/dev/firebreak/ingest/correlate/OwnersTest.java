package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.LinkRule;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.correlate.Correlation.ReportingLine;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who answers for what is no person.
class OwnersTest {

  private static final AccountDraft ANA =
      AccountDraft.of("hr", "1")
          .with(a -> a.kind = "PERSON")
          .with(a -> a.userName = "ana")
          .with(a -> a.email = "ana@x.example")
          .with(a -> a.employeeNumber = "7");
  private static final AccountDraft BEN =
      AccountDraft.of("hr", "2").with(a -> a.kind = "PERSON").with(a -> a.userName = "ben");

  private static AccountDraft robot(String kind, @Nullable String owner, @Nullable String manager) {
    return AccountDraft.of("hr", "9")
        .with(a -> a.kind = kind)
        .with(a -> a.userName = "7")
        .with(a -> a.owner = owner)
        .with(a -> a.manager = manager);
  }

  private static Correlation decide(AccountDraft... accounts) {
    return Correlation.decide(
        Arrays.stream(accounts).map(AccountDraft::account).toList(),
        Set.of("hr"),
        List.of(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          SERVICE, 1,               2, 1
          AGENT,   ANA,             2, 1
          SERVICE, Ana@X.example,   2, 1
          SERVICE, 7,               -, 1
          SERVICE, -,               2, 2
          SERVICE, nobody,          2, -
          SERVICE, -,               ana, 1
          PERSON,  1,               2, 2
          PERSON,  1,               ana, -
          """)
  void theOwnerIsWhomTheSourceNamesAndAPersonReportsToTheManager(
      String kind, @Nullable String owner, @Nullable String manager, @Nullable String found) {
    assertThat(decide(ANA, BEN, robot(kind, owner, manager)).reporting())
        .isEqualTo(
            found == null
                ? List.of()
                : List.of(
                    new ReportingLine(
                        "firebreak/Identity/hr:9", "firebreak/Identity/hr:" + found)));
  }

  @Test
  void aNameOfSeveralPeopleIsNobodys() {
    AccountDraft namesake = BEN.with(a -> a.userName = "Ana");
    assertThat(decide(ANA, namesake, robot("SERVICE", "ana", null)).reporting()).isEmpty();
  }

  @Test
  void howTheSourceNamesTheOwnerIsKeptOfWhatIsNoPerson() {
    assertThat(decide(ANA.with(a -> a.manager = "2"), robot("AGENT", "left", null)).identities())
        .extracting(IdentityRow::owner)
        .containsExactly(null, "left");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          SERVICE, 5,    1
          AGENT,   ana,  1
          SERVICE, 6,    -
          SERVICE, -,    -
          """)
  void aServiceOfAnApplicationIsItselfAndItsOwnerIsFoundThroughHerAccountThere(
      String kind, @Nullable String owner, @Nullable String found) {
    AccountDraft anaThere = AccountDraft.of("app", "5").with(a -> a.userName = "ana");
    AccountDraft strangerThere = AccountDraft.of("app", "6");
    AccountDraft robot =
        AccountDraft.of("app", "9").with(a -> a.kind = kind).with(a -> a.owner = owner);
    Correlation correlation =
        Correlation.decide(
            List.of(ANA.account(), anaThere.account(), strangerThere.account(), robot.account()),
            Set.of("hr"),
            List.of(new CorrelationRule(Field.USER_NAME, Field.USER_NAME)),
            List.of());
    assertThat(correlation.unmatched()).containsExactly("app/User/6");
    assertThat(correlation.links())
        .contains(
            new IdentityLink("firebreak/Identity/app:9", "app/User/9", LinkRule.WORKLOAD, 100L));
    assertThat(correlation.reporting())
        .isEqualTo(
            found == null
                ? List.of()
                : List.of(
                    new ReportingLine(
                        "firebreak/Identity/app:9", "firebreak/Identity/hr:" + found)));
  }
}
