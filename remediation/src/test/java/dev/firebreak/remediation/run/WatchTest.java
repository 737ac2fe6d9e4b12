package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Cause;
import dev.firebreak.remediation.evidence.SeenEvidence.Rechecked.Standing;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.watch.Look;
import dev.firebreak.remediation.watch.StatedElsewhere;
import dev.firebreak.remediation.watch.Watch;
import dev.firebreak.testkit.Seeds;
import dev.firebreak.testkit.SharedNeo4j;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was verified is looked at again, in a source where people work.
@ExtendWith(SharedNeo4j.class)
class WatchTest {
  @TempDir Path folder;
  private Estate estate;
  private Watch watch;

  @BeforeEach
  void open() throws Exception {
    estate = Estate.in(folder);
    watch = watch();
  }

  @AfterEach
  void close() throws Exception {
    estate.close();
  }

  private Watch watch() {
    return new Watch(
        estate.evidence, estate.sources(), estate::refresh, estate.clock, Watch.STANDARD);
  }

  private Run verified(PlannedChange... changes) {
    Remediation engine = estate.engine();
    Run run = engine.commit(estate.approved(engine, changes).id(), "ana");
    assertThat(run.items()).allMatch(item -> item.state() == ItemState.VERIFIED);
    return run;
  }

  private List<Look> look() {
    return look(empty());
  }

  private List<Look> look(GraphSnapshot snapshot) {
    return watch.look(
        snapshot, new StatedElsewhere(snapshot, Set.of("hr"), UnaryOperator.identity()));
  }

  private GraphSnapshot empty() {
    return GraphSnapshot.builder(estate.clock.instant()).build();
  }

  @Test
  void aChangeIsLookedAtAgainAtItsTimesAndNotBetween() {
    Run run = verified(Estate.MARTA_OUT);
    estate.clock.advance(Duration.ofMinutes(59));
    assertThat(look()).isEmpty();
    estate.clock.advance(Duration.ofMinutes(1));
    int before = estate.provider.requests().size();
    assertThat(look())
        .singleElement()
        .satisfies(look -> {
          assertThat(look.seen().standing()).isEqualTo(Standing.HOLDS);
          assertThat(look.seen().detail()).isEqualTo("It is still gone, and nothing else changed.");
          assertThat(look.verified().runId()).isEqualTo(run.id());
        });
    assertThat(estate.provider.requests().subList(before, estate.provider.requests().size()))
        .allMatch(request -> request.method().equals("GET"));
    assertThat(look()).isEmpty();
    estate.clock.advance(Duration.ofDays(1));
    assertThat(look()).hasSize(1);
    for (int i = 2; i < Watch.STANDARD.size(); i++) {
      estate.clock.advance(Watch.STANDARD.get(i));
      assertThat(look()).hasSize(1);
    }
    estate.clock.advance(Duration.ofDays(1_000));
    assertThat(look()).as("often enough").isEmpty();
    assertThat(EvidenceVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void whatSomebodyGivesAgainIsBackAndReadIntoTheGraph() {
    Run run = verified(Estate.MARTA_OUT);
    estate.group("g1", "u1", "u2", "u3");
    estate.clock.advance(Duration.ofHours(1));
    estate.refreshed.clear();
    Look look = look().getFirst();
    assertThat(look.seen().standing()).isEqualTo(Standing.BACK);
    assertThat(look.seen().cause()).isEqualTo(Cause.LOCAL_CHANGE);
    assertThat(look.isFight()).isFalse();
    assertThat(estate.refreshed).containsExactly(Estate.MARTA_OUT.resource());
    assertThat(estate.evidenceTypes(run.id())).endsWith("RECHECKED");
    assertThat(watch.of(run.id())).containsKey(Estate.MARTA_OUT.id());
  }

  @Test
  void whatComesBackAgainAndAgainIsAFight() {
    for (int i = 0; i < Look.FIGHT; i++) {
      assertThat(watch.fight(Estate.MARTA_OUT)).isEmpty();
      verified(Estate.MARTA_OUT);
      estate.group("g1", "u1", "u2", "u3");
      estate.clock.advance(Duration.ofHours(1));
      assertThat(look()).hasSize(1);
      estate.clock.advance(Duration.ofDays(1));
      assertThat(look()).as("that it is still there is not that it came back").hasSize(1);
    }
    Look look = watch.looks().getFirst();
    assertThat(look.isFight()).isTrue();
    assertThat(look.returns()).isEqualTo(2);
    assertThat(look.seen().cause()).isEqualTo(Cause.SOURCE_PUSH);
    assertThat(watch.fight(Estate.MARTA_OUT))
        .get()
        .asString()
        .contains("came back 2 times")
        .contains("names no owner (set owner: {name: …} under it in the configuration)");
    assertThat(look.seen().routedTo()).contains("names no owner");
    estate.owner = "Ines Halloran, Identity (iam@example.org)";
    assertThat(watch.fight(Estate.MARTA_OUT))
        .get()
        .asString()
        .contains("routed to Ines Halloran, Identity (iam@example.org), owner of the source");
    assertThat(watch.fight(Estate.HANA_OUT)).isEmpty();
  }

  @Test
  void aFightIsRoutedToTheOwnerOfItsSourceInTheEvidence() {
    estate.owner = "Ines Halloran";
    for (int i = 0; i < Look.FIGHT; i++) {
      verified(Estate.MARTA_OUT);
      estate.group("g1", "u1", "u2", "u3");
      estate.clock.advance(Duration.ofHours(1));
      look();
    }
    assertThat(watch.looks().getFirst().seen().routedTo())
        .isEqualTo("Ines Halloran, owner of the source strongroom");
    assertThat(estate.evidence.read().filter(entry -> entry.type().equals("RECHECKED")).toList())
        .extracting(entry -> entry.body().path("routedTo").asString("none"))
        .containsExactly("none", "Ines Halloran, owner of the source strongroom");
  }

  @Test
  void aLastRightThatWeGaveBackUnderAnotherIdIsOurOwnUndo() {
    estate.rights("UseAccounts");
    Run run = verified(Estate.USE_OFF);
    assertThat(estate.provider.count("/ContainerPermissions")).isZero();
    Remediation engine = estate.engine();
    Run plan = engine.propose(new Undo(estate.evidence, estate.clock, Undo.WINDOW).of(run), "ana");
    engine.dryRun(plan.id(), "ana");
    engine.approve(plan.id(), plan.plan().hash(), "ben", "it was wrong");
    assertThat(engine.commit(plan.id(), "ana").state()).isEqualTo(RunState.DONE);
    String id = estate.refreshed.getLast().id();
    assertThat(id).isNotEqualTo("SAFE-1:g1");
    estate.clock.advance(Duration.ofHours(1));
    Look look = look().getFirst();
    assertThat(look.seen().standing()).isEqualTo(Standing.BACK);
    assertThat(look.seen().cause()).isEqualTo(Cause.OUR_UNDO);
    assertThat(look.seen().detail())
        .isEqualTo(
            "What was taken is there again, as %s. Our own run %s gave it back."
                .formatted(id, plan.id()));
    assertThat(look.isFight()).isFalse();
  }

  @Test
  void whatWasToStayAndIsGoneIsNamed() {
    verified(Estate.MARTA_OUT);
    estate.group("g1", "u3", "u9");
    estate.clock.advance(Duration.ofHours(1));
    Look look = look().getFirst();
    assertThat(look.seen().standing()).isEqualTo(Standing.LESS);
    assertThat(look.seen().missing()).containsExactly("u2");
    assertThat(look.seen().detail()).contains("one more value is gone").contains("1 were added");
  }

  @Test
  void whatOurOwnLaterChangeTookIsNotMissed() {
    verified(Estate.MARTA_OUT);
    verified(Estate.HANA_OUT);
    estate.clock.advance(Duration.ofHours(1));
    assertThat(look())
        .hasSize(2)
        .allMatch(look -> look.seen().standing() == Standing.HOLDS)
        .allMatch(look -> look.seen().missing().isEmpty());
  }

  @Test
  void everyKindIsSeenToBeBack() {
    Run run = verified(Estate.MARTA_OUT, Estate.RETRIEVE_OFF, Estate.PAY_OFF, Estate.MARTA_OFF);
    estate.group("g1", "u1", "u2", "u3");
    estate.rights("UseAccounts", "RetrieveAccounts");
    estate.clock.advance(Duration.ofHours(1));
    estate.users();
    assertThat(look())
        .hasSize(run.items().size())
        .allSatisfy(look ->
            assertThat(look.seen().standing())
                .as(look.verified().change().sentence())
                .isEqualTo(Standing.BACK));
    assertThat(watch.looks())
        .as("four at once are no single person's doing")
        .allMatch(look -> look.seen().cause() == Cause.SOURCE_PUSH);
  }

  @Test
  void aSourceThatCannotBeReadIsTriedAgainAndSaidOnce() {
    Run run = verified(Estate.MARTA_OUT);
    estate.clock.advance(Duration.ofHours(1));
    estate.server.become(new Fault.AnswersHtml());
    assertThat(look().getFirst().seen().standing()).isEqualTo(Standing.UNREADABLE);
    estate.clock.advance(Duration.ofHours(1));
    look();
    estate.clock.advance(Duration.ofHours(1));
    estate.server.become(new Fault.None());
    assertThat(look().getFirst().seen().standing()).isEqualTo(Standing.HOLDS);
    assertThat(estate.evidenceTypes(run.id())).filteredOn("RECHECKED"::equals).hasSize(2);
  }

  @Test
  void theGraphHintsAndTheSourceDecides() {
    verified(Estate.MARTA_OUT);
    GraphSnapshot shows = graphWithMarta(false);
    assertThat(look(shows).getFirst().seen().standing())
        .as("the graph was behind")
        .isEqualTo(Standing.HOLDS);
    assertThat(look(shows)).as("once for each snapshot").isEmpty();
    estate.group("g1", "u1", "u2", "u3");
    assertThat(look(graphWithMarta(false)).getFirst().seen().cause()).isEqualTo(Cause.LOCAL_CHANGE);
  }

  @Test
  void whatAnAuthoritativeSourceStatesIsPushed() {
    verified(Estate.MARTA_OUT);
    estate.group("g1", "u1", "u2", "u3");
    Look look = look(graphWithMarta(true)).getFirst();
    assertThat(look.seen().cause()).isEqualTo(Cause.SOURCE_PUSH);
    assertThat(look.seen().detail()).contains("m.okonjo still has finance in hr");
  }

  @Test
  void aRestartKnowsWhatWasLookedAt() throws Exception {
    verified(Estate.MARTA_OUT);
    estate.group("g1", "u1", "u2", "u3");
    estate.clock.advance(Duration.ofHours(1));
    look();
    List<Look> before = watch.looks();
    estate.restart();
    watch = watch();
    assertThat(watch.looks()).isEqualTo(before);
    assertThat(look()).isEmpty();
  }

  static LongStream seeds() {
    return Seeds.of(10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLookAgreesWithWhatTheSourceShows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    verified(Estate.MARTA_OUT);
    for (int round = 0; round < Watch.STANDARD.size(); round++) {
      TreeSet<String> members = new TreeSet<>();
      for (String each : List.of("u1", "u2", "u3", "u4", "u5")) {
        if (random.nextInt(3) > 0) {
          members.add(each);
        }
      }
      estate.group("g1", members.toArray(String[]::new));
      estate.clock.advance(Watch.STANDARD.get(round));
      Look look = look().getFirst();
      TreeSet<String> missing = new TreeSet<>(Set.of("u2", "u3"));
      missing.removeAll(members);
      assertThat(look.seen().standing())
          .isEqualTo(
              members.contains("u1")
                  ? Standing.BACK
                  : missing.isEmpty() ? Standing.HOLDS : Standing.LESS);
      if (look.seen().standing() == Standing.LESS) {
        assertThat(look.seen().missing()).containsExactlyElementsOf(missing);
      }
    }
  }

  /// The graph as it shows the membership that was taken.
  ///
  /// @param stated whether the personnel system gives the same person a group of the same name
  private GraphSnapshot graphWithMarta(boolean stated) {
    GraphSnapshot.Builder graph = GraphSnapshot.builder(estate.clock.instant());
    int marta = graph.add(Node.of(NodeKind.IDENTITY, "firebreak/Identity/marta"));
    int account = graph.add(account("strongroom/User/u1"));
    int group = graph.add(Node.of(NodeKind.GROUP, "strongroom/Group/g1"));
    int personnel = graph.add(account("hr/User/7"));
    int same = graph.add(named(NodeKind.GROUP, "hr/Group/fin", "finance"));
    graph.add(Edge.of(EdgeKind.OWNS, marta, account));
    graph.add(Edge.of(EdgeKind.OWNS, marta, personnel));
    graph.add(
        new Edge(
            EdgeKind.MEMBER_OF,
            account,
            group,
            "strongroom",
            "strongroom/Group/g1",
            "members",
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    if (stated) {
      graph.add(Edge.of(EdgeKind.MEMBER_OF, personnel, same));
    }
    return graph.build();
  }

  private static Node account(String key) {
    return named(NodeKind.ACCOUNT, key, key);
  }

  private static Node named(NodeKind kind, String key, String name) {
    String[] parts = key.split("/");
    return new Node(
        kind,
        key,
        name,
        parts[0],
        parts[1],
        parts[2],
        Active.YES,
        IdentityKind.PERSON,
        0,
        false,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
