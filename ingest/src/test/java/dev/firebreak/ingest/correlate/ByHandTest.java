package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.ingest.correlate.Conflict.Kind;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.IdentityRow;
import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What people decide of accounts wins over the rules.
class ByHandTest {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final String ANA_KEY = "firebreak/Identity/hr:1";
  private static final String BEN_KEY = "firebreak/Identity/hr:2";
  private static final AccountDraft ANA = AccountDraft.of("hr", "1").with(a -> a.userName = "ana");
  private static final AccountDraft BEN = AccountDraft.of("hr", "2").with(a -> a.userName = "ben");
  private static final AccountDraft ANAS =
      AccountDraft.of("app", "a").with(a -> a.userName = "ana");

  private static ManualLink link(@Nullable String identity) {
    return new ManualLink("app/User/a", identity, "eve", AT, "seen the form");
  }

  private static Correlation decide(ManualLink decided, AccountDraft... accounts) {
    return Correlation.decide(
        Arrays.stream(accounts).map(AccountDraft::account).toList(),
        Set.of("hr"),
        List.of(new CorrelationRule(Field.USER_NAME, Field.USER_NAME)),
        List.of(decided));
  }

  @Test
  void anAccountIsWhosePeopleSayWhateverTheRulesFind() {
    Correlation correlation = decide(link(BEN_KEY), ANA, BEN, ANAS);
    assertThat(correlation.links())
        .contains(new IdentityLink(BEN_KEY, "app/User/a", "by hand", 100L));
    assertThat(correlation.conflicts()).isEmpty();
  }

  @Test
  void anAccountThatPeopleSayIsNobodysIsNobodys() {
    Correlation correlation = decide(link(null), ANA, ANAS);
    assertThat(correlation.unmatched()).containsExactly("app/User/a");
    assertThat(correlation.conflicts()).isEmpty();
  }

  @Test
  void aDecisionOnAnAccountThatIsGoneWaitsForItsReturn() {
    assertThat(decide(link(BEN_KEY), ANA, BEN).conflicts()).isEmpty();
    assertThat(decide(link(BEN_KEY), ANA, BEN, ANAS).links())
        .contains(new IdentityLink(BEN_KEY, "app/User/a", "by hand", 100L));
  }

  @Test
  void anAccountGivenToSomebodyWhoIsGoneIsAConflictAndNotTheRulesAgain() {
    Correlation correlation = decide(link(BEN_KEY), ANA, ANAS);
    assertThat(correlation.unmatched()).containsExactly("app/User/a");
    assertThat(correlation.conflicts())
        .extracting(Conflict::kind, Conflict::rule, Conflict::candidates)
        .containsExactly(tuple(Kind.IDENTITY_GONE, "by hand", List.of(BEN_KEY)));
    assertThat(correlation.problems().getFirst())
        .isEqualTo(
            "app/User/a: eve gave it to firebreak/Identity/hr:2, whose authoritative account is"
                + " gone; it belongs to nobody before somebody decides again");
  }

  @Test
  void aLeaverIsStillSeenThroughTheAccountThatWasGivenByHand() {
    AccountDraft held = ANAS.with(a -> a.identity = BEN_KEY).with(a -> a.rule = "by hand");
    Correlation correlation = decide(link(BEN_KEY), ANA, held);
    assertThat(correlation.identities())
        .extracting(IdentityRow::key, IdentityRow::gone, IdentityRow::active)
        .contains(tuple(BEN_KEY, true, false));
    assertThat(correlation.links())
        .contains(
            new IdentityLink(
                BEN_KEY, "app/User/a", "by hand; its authoritative account is gone", 100L));
    assertThat(correlation.conflicts())
        .extracting(Conflict::kind)
        .containsExactly(Kind.IDENTITY_GONE);
  }

  @Test
  void anotherAccountCanBeGivenToALeaverWhoIsStillSeen() {
    AccountDraft other =
        AccountDraft.of("app", "b")
            .with(a -> a.identity = BEN_KEY)
            .with(a -> a.rule = "userName = userName");
    Correlation correlation = decide(link(BEN_KEY), ANA, ANAS, other);
    assertThat(correlation.links()).filteredOn(link -> link.identity().equals(BEN_KEY)).hasSize(2);
    assertThat(correlation.unmatched()).isEmpty();
  }

  @Test
  void aWithdrawnDecisionKeepsNobody() {
    AccountDraft held =
        AccountDraft.of("app", "b").with(a -> a.identity = BEN_KEY).with(a -> a.rule = "by hand");
    assertThat(decide(link(BEN_KEY), ANA, held).unmatched()).containsExactly("app/User/b");
  }

  @Test
  void theAccountOfASourceOfPeopleIsItsOwnAndTheDecisionIsSaidToBeVoid() {
    ManualLink decided = new ManualLink("hr/User/1", BEN_KEY, "eve", AT, "twins");
    Correlation correlation = decide(decided, ANA, BEN);
    assertThat(correlation.links()).extracting(IdentityLink::identity).contains(ANA_KEY);
    assertThat(correlation.conflicts())
        .extracting(Conflict::kind)
        .containsExactly(Kind.AUTHORITATIVE);
  }
}
