package dev.firebreak.analytics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.DecisionRefused.Reason;
import dev.firebreak.analytics.run.FindingEvent.Cause;
import dev.firebreak.analytics.run.FindingEvent.Change;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.analytics.toxic.Mitigated;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.Scenario;
import dev.firebreak.testkit.SharedNeo4j;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/// What people decide of a finding, and what analyses make of it.
@ExtendWith(SharedNeo4j.class)
class FindingDecisionsTest {

  private static final Instant START = Instant.parse("2026-11-22T06:12:00Z");

  private static final AnalysisRules RULES = VendorAndPayment.RULES;

  private static final String ORGANISATION =
      """
      source hr authoritative
      source ledger name=LedgerOne
      identity ana active name="Ana Costa"
      account hr/User/a active
      account ledger/User/a active name=acosta
      entitlement ledger/Entitlement/create sensitivity=10
      entitlement ledger/Entitlement/pay sensitivity=10
      ana -OWNS-> hr/User/a
      ana -OWNS-> ledger/User/a
      ledger/User/a -HOLDS-> ledger/Entitlement/create since=2025-01-01T00:00:00Z
      ledger/User/a -HOLDS-> ledger/Entitlement/pay since=2025-01-01T00:00:00Z
      """;

  private final List<Object> evidence = new ArrayList<>();
  private Instant now = START;
  private IdentityGraph graph;
  private Driver driver;
  private FindingStore store;
  private FindingDecisions decisions;
  private String id;

  @BeforeEach
  void anOpenFinding(URI uri) {
    graph = IdentityGraph.connect(uri, null, null);
    driver = GraphDatabase.driver(uri, AuthTokens.none());
    store = new FindingStore(graph, () -> now);
    decisions = new FindingDecisions(graph, () -> now);
    Scenario.parse(ORGANISATION).load(uri);
    analyse();
    id =
        store.open().stream()
            .filter(stored -> stored.finding().key().kind() == FindingKind.TOXIC)
            .map(StoredFinding::id)
            .findFirst()
            .orElseThrow();
  }

  @AfterEach
  void close() {
    driver.close();
    graph.close();
  }

  private AnalysisRun analyse() {
    return analyse(RULES);
  }

  private AnalysisRun analyse(AnalysisRules rules) {
    return AnalysisRun.execute(graph, rules, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void run(String cypher) {
    try (var session = driver.session()) {
      session.run(cypher).consume();
    }
  }

  private StoredFinding found() {
    return store.find(id).orElseThrow();
  }

  private void accept(Duration time) {
    decisions.accept(id, now.plus(time), "ada", "year-end closing", into(evidence));
  }

  private Reason refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable decision) {
    int before = evidence.size();
    Reason[] reason = {null};
    assertThatThrownBy(decision)
        .isInstanceOfSatisfying(DecisionRefused.class, refused -> reason[0] = refused.reason());
    assertThat(evidence).as("what is refused leaves no evidence").hasSize(before);
    return reason[0];
  }

  @Test
  void anAcceptedFindingDoesNotCountAndSaysUntilWhenByWhomAndWhy() {
    long open = store.all(FindingFilter.OPEN, 1, 0).total();
    accept(Duration.ofDays(9));

    assertThat(found().state()).isEqualTo(State.ACCEPTED);
    assertThat(found().finding().standing().acceptance())
        .isEqualTo(
            new Acceptance(START.plus(Duration.ofDays(9)), "ada", "year-end closing", START));
    assertThat(found().finding().standing().sentence())
        .isEqualTo("Accepted until 1 Dec 2026 06:12 UTC by ada: year-end closing");
    assertThat(store.all(FindingFilter.OPEN, 1, 0).total()).isEqualTo(open - 1);
    assertThat(
            store
                .all(
                    new FindingFilter(Set.of(State.ACCEPTED), Set.of(), Set.of(), null, null), 9, 0)
                .findings())
        .extracting(StoredFinding::id)
        .containsExactly(id);
    assertThat(evidence).containsExactly(found().finding().standing().acceptance());
  }

  @Test
  void anotherRunKeepsAnAcceptanceAndCountsItAsNotOpen() {
    accept(Duration.ofDays(9));
    pass(Duration.ofDays(1));
    AnalysisRun run = analyse();

    assertThat(run.byKind()).doesNotContainKey(FindingKind.TOXIC);
    assertThat(run.opened()).isZero();
    assertThat(run.resolved()).isZero();
    assertThat(found().state()).isEqualTo(State.ACCEPTED);
    assertThat(found().lastRun()).isEqualTo(run.id());
    assertThat(found().finding().standing().acceptance()).isNotNull();
    assertThat(store.history(id))
        .extracting(FindingEvent::change)
        .containsExactly(Change.OPENED, Change.ACCEPTED);
  }

  @Test
  void anAcceptanceEndsByItselfAndTheNextRunKeepsThatItDid() {
    accept(Duration.ofDays(1));
    pass(Duration.ofDays(1));

    assertThat(found().state()).as("no run has noticed yet").isEqualTo(State.OPEN);
    assertThat(store.open()).extracting(StoredFinding::id).contains(id);
    assertThat(found().finding().standing().sentence())
        .isEqualTo("Its acceptance ended on 23 Nov 2026 06:12 UTC; ada had said: year-end closing");
    FindingEvent ended = store.history(id).getLast();
    assertThat(ended.cause()).isEqualTo(Cause.ACCEPTANCE_ENDED);
    assertThat(ended.at()).isEqualTo(now);
    assertThat(ended.run()).isNull();

    pass(Duration.ofHours(5));
    AnalysisRun run = analyse();
    assertThat(run.opened()).isEqualTo(1);
    assertThat(run.byKind()).containsEntry(FindingKind.TOXIC, 1);
    assertThat(found().state()).isEqualTo(State.OPEN);
    assertThat(found().openedAt()).as("it held all the while").isEqualTo(START);
    assertThat(store.history(id))
        .extracting(FindingEvent::change, FindingEvent::cause, FindingEvent::run, FindingEvent::at)
        .containsExactly(
            tuple(Change.OPENED, null, "1", START),
            tuple(Change.ACCEPTED, null, null, START),
            tuple(Change.REOPENED, Cause.ACCEPTANCE_ENDED, "2", START.plus(Duration.ofDays(1))));

    pass(Duration.ofHours(1));
    assertThat(analyse().opened()).isZero();
    assertThat(store.history(id)).hasSize(3);
  }

  @Test
  void whatCameBackAfterItWasResolvedIsOpenWhateverWasAccepted() {
    accept(Duration.ofDays(90));
    run("MATCH (:Account)-[r:HOLDS]->({key: 'ledger/Entitlement/pay'}) DELETE r");
    pass(Duration.ofDays(1));
    analyse();
    assertThat(found().state()).isEqualTo(State.RESOLVED);

    run(
        """
        MATCH (a {key: 'ledger/User/a'}), (e {key: 'ledger/Entitlement/pay'})
        CREATE (a)-[:HOLDS]->(e)
        """);
    pass(Duration.ofDays(1));
    analyse();
    assertThat(found().state()).isEqualTo(State.OPEN);
    assertThat(found().finding().standing().acceptance()).isNull();
    assertThat(store.history(id))
        .extracting(FindingEvent::change, FindingEvent::cause, FindingEvent::run)
        .containsExactly(
            tuple(Change.OPENED, null, "1"),
            tuple(Change.ACCEPTED, null, null),
            tuple(Change.RESOLVED, null, "2"),
            tuple(Change.REOPENED, Cause.CAME_BACK, "3"));
  }

  @Test
  void aMitigationThatEndsIsTheCauseUnlessTheFindingIsAcceptedMeanwhile() {
    AnalysisRules mitigated =
        AnalysisRules.of(Mitigated.until(RULES.sod(), null, null, "2026-11-23", 5));
    pass(Duration.ofHours(1));
    analyse(mitigated);
    assertThat(refused(() -> accept(Duration.ofDays(1)))).isEqualTo(Reason.NOT_NOW);
    pass(Duration.ofDays(2));
    AnalysisRun run = analyse(mitigated);
    assertThat(store.history(id).getLast())
        .satisfies(event -> {
          assertThat(event.cause()).isEqualTo(Cause.MITIGATION_ENDED);
          assertThat(event.run()).isEqualTo(run.id());
        });
    accept(Duration.ofDays(9));
    pass(Duration.ofDays(1));
    analyse(mitigated);
    assertThat(found().state()).isEqualTo(State.ACCEPTED);
  }

  @Test
  void anAcceptanceCanBeWithdrawnAndChanged() {
    accept(Duration.ofDays(1));
    accept(Duration.ofDays(9));
    pass(Duration.ofDays(2));
    assertThat(found().state()).isEqualTo(State.ACCEPTED);
    decisions.withdraw(id, "ben", "the closing is over", into(evidence));
    assertThat(found().state()).isEqualTo(State.OPEN);
    assertThat(found().finding().standing().sentence()).isEmpty();
    assertThat(store.history(id).getLast())
        .satisfies(event -> {
          assertThat(event.cause()).isEqualTo(Cause.ACCEPTANCE_WITHDRAWN);
          assertThat(event.by()).isEqualTo("ben");
          assertThat(event.text()).isEqualTo("the closing is over");
        });
    assertThat(refused(() -> decisions.withdraw(id, "ben", "again", into(evidence))))
        .isEqualTo(Reason.NOT_NOW);
    pass(Duration.ofHours(1));
    assertThat(analyse().opened()).isZero();
  }

  @Test
  void whatMakesNoSenseIsRefusedAndNobodyResolvesByHand() {
    assertThat(refused(() -> accept(Duration.ZERO))).isEqualTo(Reason.NOT_UNDERSTOOD);
    assertThat(
            refused(() -> decisions.accept(id, now.plusSeconds(60), "ada", " so ", into(evidence))))
        .isEqualTo(Reason.NOT_UNDERSTOOD);
    assertThat(refused(() -> decisions.comment("T-000000000000", "ada", "x", into(evidence))))
        .isEqualTo(Reason.NO_SUCH_FINDING);
    assertThat(refused(() -> decisions.comment(id, "ada", " \n", into(evidence))))
        .isEqualTo(Reason.NOT_UNDERSTOOD);
    assertThat(refused(() -> decisions.comment(id, "ada", "x".repeat(2_001), into(evidence))))
        .isEqualTo(Reason.NOT_UNDERSTOOD);
    run("MATCH (:Account)-[r:HOLDS]->({key: 'ledger/Entitlement/pay'}) DELETE r");
    pass(Duration.ofHours(1));
    analyse();
    assertThat(refused(() -> accept(Duration.ofDays(1)))).isEqualTo(Reason.NOT_NOW);
    assertThat(found().state()).isEqualTo(State.RESOLVED);
  }

  @Test
  void whoWorksOnItAndWhatIsSaidOfItStayWithItHoweverItStands() {
    List<Optional<String>> assigned = new ArrayList<>();
    decisions.assign(id, "ben", "ada", into(assigned));
    pass(Duration.ofMinutes(1));
    decisions.comment(id, "ben", "  asked Finance\nin writing ", into(evidence));
    assertThat(refused(() -> decisions.assign(id, " ben ", "ada", into(assigned))))
        .isEqualTo(Reason.NOT_NOW);
    run("MATCH (:Account)-[r:HOLDS]->({key: 'ledger/Entitlement/pay'}) DELETE r");
    pass(Duration.ofMinutes(1));
    analyse();
    assertThat(found().assignee()).isEqualTo("ben");
    pass(Duration.ofMinutes(1));
    decisions.comment(id, "ada", "thank you", into(evidence));
    decisions.assign(id, null, "ada", into(assigned));
    assertThat(found().assignee()).isNull();
    assertThat(assigned).containsExactly(Optional.of("ben"), Optional.empty());
    assertThat(evidence).containsExactly("asked Finance\nin writing", "thank you");
    assertThat(store.history(id).subList(0, 4))
        .extracting(
            FindingEvent::change, FindingEvent::by, FindingEvent::text, FindingEvent::assignee)
        .containsExactly(
            tuple(Change.OPENED, null, null, null),
            tuple(Change.ASSIGNED, "ada", null, "ben"),
            tuple(Change.COMMENTED, "ben", "asked Finance\nin writing", null),
            tuple(Change.RESOLVED, null, null, null));
  }

  @Test
  void whatEvidenceCannotKeepIsNotDone() {
    assertThatThrownBy(() ->
            decisions.accept(
                id,
                now.plus(Duration.ofDays(1)),
                "ada",
                "year-end closing",
                acceptance -> {
                  throw new IllegalStateException("the disk is full");
                }))
        .hasMessageContaining("the disk is full");
    assertThat(found().state()).isEqualTo(State.OPEN);
    assertThat(store.history(id)).hasSize(1);
  }

  @Test
  void aRunThatIsStoredMeanwhileDoesNotOverwriteADecision() throws Exception {
    pass(Duration.ofHours(1));
    CountDownLatch storing = new CountDownLatch(1);
    CountDownLatch deciding = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> accepted =
          threads.submit(() ->
              decisions.accept(
                  id,
                  now.plus(Duration.ofDays(1)),
                  "ada",
                  "year-end closing",
                  acceptance -> {
                    storing.countDown();
                    await(deciding);
                    evidence.add(acceptance);
                    return now;
                  }));
      await(storing);
      Future<AnalysisRun> run = threads.submit(() -> analyse());
      deciding.countDown();
      accepted.get(1, TimeUnit.MINUTES);
      run.get(1, TimeUnit.MINUTES);
    }
    assertThat(found().state()).isEqualTo(State.ACCEPTED);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Keeps what is said there, at once.
  private <T> Function<T, Instant> into(List<? super T> said) {
    return each -> {
      said.add(each);
      return now;
    };
  }
}
