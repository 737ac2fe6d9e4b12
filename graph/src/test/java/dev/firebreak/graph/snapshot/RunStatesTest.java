package dev.firebreak.graph.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.snapshot.RunStates.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStatesTest {

  @TempDir Path data;

  private Path folder() {
    return data.resolve("runs");
  }

  private RunStates states() {
    return new RunStates(folder());
  }

  private static String why(Answer answer) {
    return ((Answer.Missing) answer).why();
  }

  private List<Path> files(String ending) {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatARunSawIsReadBackByAnotherProcess() {
    for (long seed = 1; seed <= 20; seed++) {
      GraphSnapshot snapshot = GraphSnapshotTest.random(seed);
      states().keep("" + seed, snapshot);
      Answer.Found found = (Answer.Found) states().of("" + seed, snapshot.asOf());
      assertThat(found.snapshot().asOf()).isEqualTo(snapshot.asOf());
      assertThat(GraphSnapshotTest.nodes(found.snapshot()))
          .as("seed %d", seed)
          .isEqualTo(GraphSnapshotTest.nodes(snapshot));
      assertThat(GraphSnapshotTest.edges(found.snapshot()))
          .isEqualTo(GraphSnapshotTest.edges(snapshot));
      assertThat(GraphSnapshotTest.reach(found.snapshot()))
          .isEqualTo(GraphSnapshotTest.reach(snapshot));
    }
  }

  @Test
  void runsBetweenWhichNothingChangedShareAFileAndHaveTheirOwnInstant() {
    GraphSnapshot snapshot = GraphSnapshotTest.random(3);
    Instant later = snapshot.asOf().plusSeconds(60);
    states().keep("1", snapshot);
    states().keep("2", snapshot.at(later));
    assertThat(files(".state")).hasSize(1);
    assertThat(((Answer.Found) states().of("2", later)).snapshot().asOf()).isEqualTo(later);
    assertThat(states().runs()).containsExactly("2", "1");
  }

  @Test
  void onlyTheOwnerMayReadThem() throws IOException {
    states().keep("1", GraphSnapshotTest.random(1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    for (Path file : files("")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(files("")).hasSize(2);
  }

  @Test
  void whatIsMissingIsToldAndNeverGuessed() throws IOException {
    GraphSnapshot snapshot = GraphSnapshotTest.random(1);
    assertThat(why(states().of("1", snapshot.asOf()))).isEqualTo("no state was kept of run 1");
    states().keep("1", snapshot);
    assertThat(why(states().of("../1", snapshot.asOf()))).startsWith("no state was kept");
    assertThat(why(states().of("1", snapshot.asOf().plusNanos(1))))
        .isEqualTo("the state that is kept of run 1 is of a run of another graph");
    Files.delete(files(".state").getFirst());
    assertThat(why(states().of("1", snapshot.asOf())))
        .isEqualTo("the state that was kept of run 1 cannot be read (its file is gone)");
  }

  @Test
  void aFileInWhichAByteChangedGivesTheSameGraphOrNone() throws IOException {
    GraphSnapshot snapshot = GraphSnapshotTest.random(3);
    states().keep("1", snapshot);
    Path file = files(".state").getFirst();
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    int tried = 0;
    for (int at = 0; at < whole.length; at += 1 + at % 13) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);
      tried++;
      switch (states().of("1", snapshot.asOf())) {
        case Answer.Found(GraphSnapshot found) ->
            assertThat(GraphSnapshotTest.edges(found))
                .as("byte %d", at)
                .isEqualTo(GraphSnapshotTest.edges(snapshot));
        case Answer.Missing _ -> refused++;
      }
    }
    assertThat(refused).isGreaterThan(tried - 20);
    for (int length = 0; length < whole.length - 8; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(states().of("1", snapshot.asOf())).isInstanceOf(Answer.Missing.class);
    }
  }

  @Test
  void theNewestEightAndTheLastOfEachOfFourteenDaysAreKept() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    List<Instant> hourly =
        IntStream.range(0, 24 * 30).mapToObj(hours -> now.minus(Duration.ofHours(hours))).toList();
    List<Instant> kept = Retention.kept(hourly, at -> at, now);
    assertThat(kept).hasSize(8 + 14);
    assertThat(kept.subList(0, 8)).isEqualTo(hourly.subList(0, 8));
    assertThat(kept.subList(8, kept.size()))
        .allMatch(at -> at.toString().contains("T23:00:00"))
        .last()
        .isEqualTo(Instant.parse("2026-11-08T23:00:00Z"));
    List<Instant> yearly =
        IntStream.range(0, 20).mapToObj(years -> now.minus(Duration.ofDays(365L * years))).toList();
    assertThat(Retention.kept(yearly, at -> at, now)).isEqualTo(yearly.subList(0, 8));
  }

  @Test
  void whatIsNotKeptAnyLongerGoesFromTheFolder() {
    for (int run = 1; run <= 12; run++) {
      GraphSnapshot snapshot = GraphSnapshotTest.random(run);
      states().keep("" + run, snapshot.at(Instant.parse("2026-11-22T12:00:00Z").plusSeconds(run)));
    }
    assertThat(states().runs()).containsExactly("12", "11", "10", "9", "8", "7", "6", "5");
    assertThat(files("")).hasSize(16);
  }
}
