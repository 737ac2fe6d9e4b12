package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.Link;
import dev.firebreak.remediation.evidence.RunEvidence;
import dev.firebreak.remediation.evidence.RunEvidence.Outcome;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.Precondition;
import dev.firebreak.remediation.plan.Proposal;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.remediation.write.Sender;
import dev.firebreak.remediation.write.WriteStrategy;
import dev.firebreak.scim.client.Auth;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Connection;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.Secret;
import dev.firebreak.testkit.Seeds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine over a model of a target, with everything that can happen between any two of its
/// steps: it dies, an administrator does something, a request or its answer is lost. All ways for
/// plans of up to three changes, as far as a number of such events goes (`-Dmodel.more=N` for N
/// more), and many random ones.
@Tag("exhaustive")
class ModelTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T06:12:00Z"), ZoneOffset.UTC);

  /// Is asked what it is, and never called.
  private static final Sources NOWHERE =
      new OneSource(
          Estate.SOURCE,
          new ScimClient(
              new Connection(
                  Estate.SOURCE,
                  URI.create("http://127.0.0.1:9/scim/v2"),
                  new Auth.Bearer(Secret.of("t")),
                  Duration.ofSeconds(1),
                  100,
                  1 << 20,
                  true),
              CLOCK),
          CapabilityClaim.UNKNOWN,
          Versioning.NONE);

  @TempDir Path folder;
  private EvidenceLog nothing;

  @BeforeEach
  void open() {
    nothing = EvidenceLog.open(folder, CLOCK);
  }

  @AfterEach
  void close() throws Exception {
    nothing.close();
  }

  @ParameterizedTest
  @CsvSource({
    "HONOURED,1,3", "SHOWN,1,3", "NONE,1,3",
    "HONOURED,2,2", "SHOWN,2,2", "NONE,2,2",
    "HONOURED,3,2", "SHOWN,3,2", "NONE,3,2"
  })
  void everyInterleavingEndsAsItMay(Versioning versioning, int changes, int events) {
    int most = events + Integer.getInteger("model.more", 0);
    long tried = exhaust(versioning, changes, new int[0], most);
    System.out.printf(
        "model: %s, %d changes, up to %d events: %d interleavings%n",
        versioning, changes, most, tried);
    assertThat(tried).isGreaterThan(100);
  }

  static LongStream seeds() {
    return Seeds.of(300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void soDoesWhateverChanceBrings(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Versioning versioning : Versioning.values()) {
      int changes = random.nextInt(1, 6);
      new World(versioning, changes, n -> random.nextInt(4) == 0 ? random.nextInt(n) : 0)
          .play("seed " + seed);
    }
  }

  /// Plays a script, then every script that is the same up to its end and has one event more after
  /// it.
  private long exhaust(Versioning versioning, int changes, int[] script, int events) {
    List<Integer> offered = new ArrayList<>();
    new World(
            versioning,
            changes,
            n -> {
              int at = offered.size();
              offered.add(n);
              return at < script.length ? script[at] : 0;
            })
        .play("script " + IntStream.of(script).boxed().toList());
    long tried = 1;
    if (events > 0) {
      for (int at = script.length; at < offered.size(); at++) {
        for (int choice = 1; choice < offered.get(at); choice++) {
          int[] longer = new int[at + 1];
          System.arraycopy(script, 0, longer, 0, script.length);
          longer[at] = choice;
          tried += exhaust(versioning, changes, longer, events - 1);
        }
      }
    }
    return tried;
  }

  /// One play: a target, a journal that outlives crashes, and engines, one after the other.
  private final class World {
    private final Versioning versioning;
    private final IntUnaryOperator choose;
    private final ModelTarget target;
    private final RemediationPlan plan;
    private final List<Evidence> journal = new ArrayList<>();
    private int lives;

    World(Versioning versioning, int changes, IntUnaryOperator choose) {
      this.versioning = versioning;
      this.choose = choose;
      List<String> groups = IntStream.range(0, changes).mapToObj(i -> "g" + i).toList();
      target = new ModelTarget(versioning, choose, groups);
      plan = plan(groups);
    }

    private RemediationPlan plan(List<String> groups) {
      List<PlannedChange> changes =
          groups.stream()
              .<PlannedChange>map(id ->
                  new RemoveMember(
                      Estate.key("Group", id), id, Estate.key("User", "u1"), "m.okonjo"))
              .toList();
      Proposal proposal = Estate.proposal(changes.toArray(PlannedChange[]::new));
      return new RemediationPlan(
          "R-1",
          List.of("F-1"),
          changes,
          changes.stream()
              .map(change ->
                  Precondition.of(
                      change,
                      target.live(change.resource().id()),
                      change.valuesIn(target.live(change.resource().id()).resource())))
              .toList(),
          "ana",
          CLOCK.instant(),
          proposal.effect(),
          List.of(),
          List.of());
    }

    void play(String what) {
      while (!run().isSettled()) {
        assertThat(++lives).as("%s ends in the end", what).isLessThan(100);
        try {
          loop().carryOut(life(), Interrupted.of(run(), pieces()), Optional.empty());
        } catch (Crash dead) {
          happens(choose.applyAsInt(3) + 1);
        }
      }
      plan.changes().forEach(change -> check(what, change));
    }

    private List<Interrupted.Piece> pieces() {
      return journal.stream().map(each -> new Interrupted.Piece(each, CLOCK.instant())).toList();
    }

    private Run run() {
      Run run = Run.of(plan);
      for (Evidence piece : journal) {
        run = run.after((RunEvidence) piece, new Link(1, "", CLOCK.instant()));
      }
      return run;
    }

    private Journal life() {
      return new Journal(
          piece -> {
            journal.add(piece);
            return new Link(journal.size(), "", CLOCK.instant());
          },
          _ -> {},
          RunListener.NONE,
          null,
          run());
    }

    private RunLoop loop() {
      Failpoint failpoint =
          (_, _) -> {
            int event = choose.applyAsInt(4);
            if (event == 1) {
              throw new Crash();
            }
            happens(event);
          };
      Waiter waiter = _ -> {};
      Ledger ledger = new Ledger(nothing, Estate.LENIENT.breaker());
      TestSurroundings surroundings = new TestSurroundings(CLOCK);
      Inspection inspection =
          new Inspection(NOWHERE, target, Estate.LENIENT, surroundings, ledger, CLOCK);
      WriteStrategy writes = new WriteStrategy(NOWHERE);
      Observer observer =
          new Observer(
              resource -> new Reharvest.Observation(target.live(resource.id()).resource(), null),
              NOWHERE);
      return new RunLoop(
          new Execution(
              target,
              writes,
              new Sender(NOWHERE),
              inspection,
              new Gate(nothing, ledger, Estate.LENIENT, Fence.NONE, CLOCK, waiter),
              ledger,
              CLOCK,
              waiter,
              Pace.STANDARD,
              failpoint),
          observer,
          new ManualTasks(nothing, NOWHERE, inspection, writes, observer),
          Estate.LENIENT,
          failpoint);
    }

    private void happens(int event) {
      switch (event) {
        case 2 -> target.adminKeeps();
        case 3 -> target.adminAdds();
        default -> {}
      }
    }

    private void check(String what, PlannedChange change) {
      String group = change.resource().id();
      List<Outcome> outcomes =
          journal.stream()
              .filter(Outcome.class::isInstance)
              .map(Outcome.class::cast)
              .filter(outcome -> outcome.actionId().equals(change.id()))
              .toList();
      String all = "%s %s %s: %s, %s".formatted(versioning, what, group, outcomes, target.effects);
      assertThat(outcomes).as(all).hasSize(1);
      List<RunEvidence.Intent> intents =
          journal.stream()
              .filter(RunEvidence.Intent.class::isInstance)
              .map(RunEvidence.Intent.class::cast)
              .filter(intent -> intent.actionId().equals(change.id()))
              .toList();
      assertThat(target.sent.getOrDefault(group, 0)).as(all).isLessThanOrEqualTo(intents.size());
      List<ModelTarget.Effect> effects =
          target.effects.stream().filter(effect -> effect.group().equals(group)).toList();
      List<ModelTarget.Effect> ours =
          effects.stream().filter(effect -> effect.who() == ModelTarget.Who.ENGINE).toList();
      assertThat(ours).as("at most one effective change: " + all).hasSizeLessThanOrEqualTo(1);
      if (versioning == Versioning.HONOURED) {
        assertThat(ours)
            .as("never after somebody else's change: " + all)
            .allMatch(effect -> effect.before() == 1);
      }
      if (versioning == Versioning.NONE) {
        assertThat(target.lost.getOrDefault(group, 0))
            .as("nothing is sent again on a guess: " + all)
            .isLessThanOrEqualTo(1);
      }
      Outcome.State state = outcomes.getFirst().state();
      boolean others = effects.size() > ours.size();
      switch (state) {
        case VERIFIED -> assertThat(ours).as(all).hasSize(1);
        case CONFLICT, NOOP, FAILED -> assertThat(others).as(all).isTrue();
        case UNKNOWN ->
            assertThat(
                    versioning == Versioning.NONE && lives > 1
                        || target.lost.getOrDefault(group, 0) > 0)
                .as(all)
                .isTrue();
        case CANCELLED -> assertThat(ours).as(all).isEmpty();
      }
    }
  }
}
