package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.graph.model.Active;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Which accounts are switched off, and which are not and why.
class DeactivationTest {

  private final SampleGraph graph = new SampleGraph();
  private final String ana = graph.identity("ana", Active.NO);

  private Proposal propose(String account, Predicate<String> changeable, String... spared) {
    graph.owns(ana, account);
    return new Planner(
            new PlanningRules(changeable, NeverTouch.of(spared), _ -> false, _ -> Planning.UNKNOWN))
        .propose(SampleGraph.leaver(graph.snapshot(), ana, account), graph.snapshot());
  }

  private static void refused(Proposal proposal, String why) {
    assertThat(proposal.isEmpty()).isTrue();
    assertThat(proposal.reason()).isEqualTo("The account must not be switched off: " + why + ".");
    assertThat(proposal.ruledOut())
        .extracting(NotEligible::edge, NotEligible::reason)
        .containsExactly(tuple("ana in ledger", why));
    assertThat(proposal.residual()).isEqualTo(proposal.finding().because());
  }

  @Test
  void whoIsOnTheNeverTouchListStaysOn() {
    String account = graph.account("ledger", "ana");
    refused(propose(account, _ -> true, "ANA"), "ana is on the never-touch list");
  }

  @Test
  void aSourceThatIsNotSetUpForChangesIsChangedByHand() {
    String account = graph.account("ledger", "ana");
    refused(
        propose(account, source -> !source.equals("ledger")),
        "the source ledger is not set up for changes; it is changed there by hand");
  }

  @Test
  void onlyAUserIsSwitchedOff() {
    refused(
        propose(graph.account("ledger", "Robot", "ana"), _ -> true),
        "a Robot cannot be switched off");
  }

  @Test
  void anAccountThatIsOffAlreadyNeedsNoChangeWhateverTheAnalysisSays() {
    String account = graph.account("ledger", "ana", Active.NO);
    Proposal proposal =
        new Planner(PlanningRules.OPEN)
            .propose(
                SampleGraph.finding(
                    graph.snapshot(), FindingKind.DORMANT, account, "", account, account),
                graph.snapshot(),
                _ -> true);
    assertThat(proposal.reason())
        .isEqualTo("The account is inactive already, or gone from the graph.");
    assertThat(proposal.ruledOut()).isEmpty();
  }

  @Test
  void ofWhatTheAccountHoldsItselfTheUseIsCountedAndOfItsOwnerNone() {
    String account = graph.account("ledger", "ana");
    String clerks = graph.group("ledger", "Clerks");
    graph.member(account, clerks).holds(account, graph.entitlement("ledger", "pay"));
    graph.holds(clerks, graph.entitlement("ledger", "view"));
    Proposal proposal = propose(account, _ -> true);
    assertThat(Planning.sentences(proposal)).containsExactly("Deactivate ana in ledger");
    assertThat(proposal.isEmpty()).isFalse();
    assertThat(proposal.effect().use()).isEqualTo(new Effect.Use(0, 0, 2));
  }
}
