package dev.firebreak.remediation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.evidence.EvidenceVerifier;
import dev.firebreak.remediation.evidence.Signing;
import dev.firebreak.remediation.evidence.Verdict;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Engines in processes of their own are killed at random moments, again and again, over a target
/// that loses answers and refuses, while an administrator puts back what he needs. Judged by the
/// target alone. `-Dsoak.lives=N` makes it longer, `-Dprop.seed=N` repeats its choices.
@Tag("exhaustive")
@ExtendWith(SharedNeo4j.class)
class KillSoakTest {
  private static final int ACTIONS = 8;
  private static final int LATEST_KILL_MILLIS = 250;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  /// What was counted.
  private static final class Tally {
    private int rounds;
    private int lives;
    private int kills;
    private int actions;
    private int putBack;
    private int conflicts;
    private int unknown;
    private final Oracle oracle;

    Tally(ScimProvider provider) {
      oracle = new Oracle(provider);
    }

    String row(String engine) {
      return "| %s | %d | %d | %d | %d | %d | %d | **%d** | %d | %d |"
          .formatted(
              engine,
              lives,
              kills,
              actions,
              putBack,
              oracle.lost().size(),
              oracle.doubled().size(),
              oracle.overwritten().size(),
              conflicts,
              unknown);
    }
  }

  @Test
  void whateverMomentItIsKilledNothingIsLostDoubledOrOverwritten() throws Exception {
    Tally tally = soak(ChildEngine.Kind.REAL, Integer.getInteger("soak.lives", 20));
    assertThat(tally.oracle.isGreen()).as("%s", tally.oracle).isTrue();
    assertThat(tally.kills).isGreaterThan(tally.lives / 3);
  }

  @Test
  void theSameOracleIsRedForAnEngineThatSendsBlindly() throws Exception {
    Tally tally = soak(ChildEngine.Kind.NAIVE, Math.min(8, Integer.getInteger("soak.lives", 8)));
    assertThat(tally.oracle.isGreen()).as("%s", tally.oracle).isFalse();
  }

  private Tally soak(ChildEngine.Kind kind, int lives) throws Exception {
    long seed = Long.getLong("prop.seed", System.nanoTime());
    System.out.println("kill soak, " + kind + ": -Dprop.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (ScimProvider provider = ScimProvider.named(ChildEngine.SOURCE).bearer("t").start();
        FaultyServer server = FaultyServer.inFrontOf(provider, new Fault.None())) {
      Tally tally = new Tally(provider);
      while (tally.lives < lives) {
        new Round(kind, provider, server, random, tally, seed).play(lives);
      }
      System.out.println(
          "| engine | lives | kills | actions | put back | lost | doubled | overwritten | conflicts | unknown |");
      System.out.println(tally.row(kind.name().toLowerCase(Locale.ROOT)));
      return tally;
    }
  }

  /// One plan, and as many lives as it takes.
  private final class Round {
    private final ChildEngine.Kind kind;
    private final ScimProvider provider;
    private final FaultyServer server;
    private final SplittableRandom random;
    private final Tally tally;
    private final long seed;
    private final Versioning versioning;
    private final Path home;
    private final List<String> groups = new ArrayList<>();
    private final TreeSet<String> putBack = new TreeSet<>();

    Round(
        ChildEngine.Kind kind,
        ScimProvider provider,
        FaultyServer server,
        SplittableRandom random,
        Tally tally,
        long seed)
        throws IOException {
      this.kind = kind;
      this.provider = provider;
      this.server = server;
      this.random = random;
      this.tally = tally;
      this.seed = seed;
      int number = ++tally.rounds;
      this.versioning = Versioning.values()[(number - 1) % Versioning.values().length];
      this.home = Files.createDirectories(folder.resolve(kind + "-" + number));
      for (int i = 0; i < ACTIONS; i++) {
        groups.add("r" + number + "-" + i);
      }
      provider.load(
          "/Groups",
          groups.stream().map(id -> Oracle.group(id, List.of("u1", "u2", "u3"))).toList());
    }

    /// @param lives after so many, in all rounds, none is killed any more
    void play(int lives) throws Exception {
      while (!endsByItself(tally.lives < lives)) {
        for (String group : groups) {
          if (random.nextInt(3) == 0 && Oracle.putBack(provider, group, "u1")) {
            putBack.add(group);
          }
        }
      }
      tally.actions += ACTIONS;
      tally.putBack += putBack.size();
      switch (kind) {
        case REAL -> judge();
        case NAIVE ->
            groups.forEach(
                group -> tally.oracle.judge(group, "u1", false, putBack.contains(group)));
      }
    }

    /// Lives once. False if it was killed.
    private boolean endsByItself(boolean mayBeKilled) throws Exception {
      CountDownLatch written = new CountDownLatch(1);
      SplittableRandom faults = random.split();
      server.become(
          new Fault.OnWrite(() -> {
            written.countDown();
            return fault(faults);
          }));
      tally.lives++;
      Process life =
          ChildEngine.start(kind, home, server.baseUri(), SharedNeo4j.uri(), versioning, groups);
      try {
        while (!written.await(20, TimeUnit.MILLISECONDS) && life.isAlive()) {}
        if (mayBeKilled
            && !life.waitFor(random.nextInt(LATEST_KILL_MILLIS + 1), TimeUnit.MILLISECONDS)) {
          tally.kills++;
          return false;
        }
        assertThat(life.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
        assertThat(life.exitValue())
            .as("seed %d: %s", seed, Files.readString(home.resolve("life.log")))
            .isZero();
        return true;
      } finally {
        life.destroyForcibly();
        assertThat(life.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }

    private static Fault fault(SplittableRandom random) {
      return switch (random.nextInt(16)) {
        case 0, 1 -> new Fault.DropsAfterPatch(true);
        case 2 -> new Fault.DropsAfterPatch(false);
        case 3 -> new Fault.Answers(503, true);
        case 4 -> new Fault.Answers(503, false);
        case 5 -> new Fault.Throttles(1, "1");
        case 6 -> new Fault.Resets(true);
        case 7 -> new Fault.TalksGarbage();
        case 8, 9 -> new Fault.Dribbles(Duration.ofMillis(1));
        default -> new Fault.None();
      };
    }

    private void judge() throws IOException {
      try (EvidenceLog evidence =
          EvidenceLog.open(
              home.resolve("evidence"),
              Signing.with(home.resolve("key/log.pem")),
              Clock.systemUTC())) {
        Run run = RunHistory.all(evidence).iterator().next();
        String what = "seed %d, round %s: %s".formatted(seed, home.getFileName(), run.items());
        assertThat(run.isSettled()).as(what).isTrue();
        List<Entry> entries = evidence.entries(run.id());
        assertThat(entries.stream().filter(entry -> entry.type().equals("OUTCOME")))
            .as(what)
            .hasSize(ACTIONS);
        for (int i = 0; i < ACTIONS; i++) {
          RunItem item = run.items().get(i);
          boolean mayStay = item.state() != ItemState.VERIFIED && item.state() != ItemState.NOOP;
          tally.unknown += item.state() == ItemState.UNKNOWN ? 1 : 0;
          tally.conflicts += item.state() == ItemState.CONFLICT ? 1 : 0;
          tally.oracle.judge(groups.get(i), "u1", mayStay, putBack.contains(groups.get(i)));
          if (item.state() == ItemState.CONFLICT) {
            assertThat(putBack).as(what).contains(groups.get(i));
          }
        }
      }
      Verdict verdict = EvidenceVerifier.verify(home.resolve("evidence"));
      assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Intact.class);
    }
  }
}
