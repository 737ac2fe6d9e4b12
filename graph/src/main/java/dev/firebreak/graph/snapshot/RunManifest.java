package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Which state a run worked on.
///
/// @param run the run's id
/// @param at the instant for which validity was decided
/// @param complete when the last harvest of each source began that saw everything
/// @param state the name of the state, a digest of what it says
record RunManifest(String run, Instant at, Map<String, Instant> complete, String state) {

  private static final long MAGIC = 0x46_42_52_55_4E_0D_0A_01L;

  RunManifest {
    complete = Map.copyOf(complete);
  }

  void write(Path file) throws IOException {
    OwnerFile.write(
        file,
        channel -> {
          ColumnOutput out = new ColumnOutput(channel);
          out.write(MAGIC);
          out.writeTexts(List.of(run, state));
          out.write(at);
          List<String> sources = complete.keySet().stream().sorted().toList();
          out.writeTexts(sources);
          out.writeList(sources.stream().map(complete::get).toList(), (time, to) -> to.write(time));
          out.endSection();
        });
  }

  static RunManifest read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ColumnInput in = new ColumnInput(channel, channel.size());
      if (in.large() != MAGIC) {
        throw new IOException("it is no record of a run");
      }
      List<String> texts = in.texts();
      Instant at = Objects.requireNonNullElse(in.time(), Instant.EPOCH);
      Map<String, Instant> complete =
          SnapshotFile.map(
              in.texts(), in.list(from -> Objects.requireNonNullElse(from.time(), Instant.EPOCH)));
      in.endSection();
      if (texts.size() != 2 || !texts.get(1).matches("[0-9a-f]+")) {
        throw new IOException("it is no record of a run");
      }
      return new RunManifest(texts.getFirst(), at, complete, texts.getLast());
    }
  }
}
