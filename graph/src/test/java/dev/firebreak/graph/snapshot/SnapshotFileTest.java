package dev.firebreak.graph.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {

  private static final Map<String, String> REVISIONS = Map.of("s0", "r0", "s1", "r1");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    SnapshotFile file = new SnapshotFile(folder.resolve("graph.snapshot"));
    for (long seed = 1; seed <= 20; seed++) {
      GraphSnapshot snapshot = GraphSnapshotTest.random(seed);
      file.save(new VersionedSnapshot(snapshot, REVISIONS));
      VersionedSnapshot loaded = file.load().orElseThrow();
      assertThat(loaded.revisions()).isEqualTo(REVISIONS);
      assertThat(loaded.snapshot().asOf()).isEqualTo(snapshot.asOf());
      assertThat(GraphSnapshotTest.nodes(loaded.snapshot()))
          .as("seed %d", seed)
          .isEqualTo(GraphSnapshotTest.nodes(snapshot));
      assertThat(GraphSnapshotTest.edges(loaded.snapshot()))
          .isEqualTo(GraphSnapshotTest.edges(snapshot));
      assertThat(GraphSnapshotTest.reach(loaded.snapshot()))
          .isEqualTo(GraphSnapshotTest.reach(snapshot));
      assertThat(loaded.snapshot().find(snapshot.key(0))).hasValue(0);
      assertThat(loaded.snapshot().bytes()).isEqualTo(snapshot.bytes());
    }
  }

  @Test
  void onlyTheOwnerMayReadItAndNothingElseIsLeft() throws IOException {
    Path path = folder.resolve("graph.snapshot");
    new SnapshotFile(path).save(new VersionedSnapshot(GraphSnapshotTest.random(1), REVISIONS));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void aFileOfWhichAByteChangedOrTheEndIsMissingIsNotUsed() throws IOException {
    Path path = folder.resolve("graph.snapshot");
    SnapshotFile file = new SnapshotFile(path);
    file.save(new VersionedSnapshot(GraphSnapshotTest.random(3), REVISIONS));
    byte[] whole = Files.readAllBytes(path);
    for (int at = 0; at < whole.length; at += 1 + at % 13) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(path, changed);
      assertThat(file.load()).as("byte %d of %d", at, whole.length).isEmpty();
    }
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThat(file.load()).as("the first %d bytes", length).isEmpty();
    }
    Files.write(path, whole);
    assertThat(file.load()).isPresent();
  }
}
