package dev.firebreak.graph.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A snapshot on disk: a head with magic and version, the revisions, the nodes, the edges; each of
/// the sections ends with its CRC-32C. Only the owner may read it, and it appears under its name
/// only when it is whole. It can be deleted at any time: what it says is in the graph.
final class SnapshotFile {

  private static final Logger log = LoggerFactory.getLogger(SnapshotFile.class);
  private static final long MAGIC = 0x46_42_53_4E_41_50_0D_0AL;

  /// Another for every change of the columns, and of the constants of the enums in them.
  private static final int VERSION = 1;

  private final Path file;

  SnapshotFile(Path file) {
    this.file = file;
  }

  /// Writes a snapshot in place of the one before. That it could not be written is logged.
  void save(VersionedSnapshot versioned) {
    try {
      OwnerFile.write(file, channel -> write(versioned, new ColumnOutput(channel)));
    } catch (IOException | UncheckedIOException e) {
      log.warn(
          "{} could not be written, so that the next start reads the graph: {}",
          file,
          e.getMessage());
    }
  }

  /// Reads the snapshot, if there is one and it is whole.
  Optional<VersionedSnapshot> load() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Optional.of(read(new ColumnInput(channel, channel.size())));
    } catch (IOException | RuntimeException e) {
      log.info("{} is not used, the graph is read instead: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static void write(VersionedSnapshot versioned, ColumnOutput out) throws IOException {
    GraphSnapshot snapshot = versioned.snapshot();
    out.write(MAGIC);
    out.write(VERSION);
    out.write(snapshot.asOf());
    out.writeTexts(List.copyOf(versioned.revisions().keySet()));
    out.writeTexts(List.copyOf(versioned.revisions().values()));
    out.writeTexts(List.copyOf(snapshot.complete().keySet()));
    out.writeList(List.copyOf(snapshot.complete().values()), (time, to) -> to.write(time));
    out.endSection();
    snapshot.nodeColumns().write(out);
    out.endSection();
    snapshot.edgeColumns().write(out);
    out.endSection();
  }

  private static VersionedSnapshot read(ColumnInput in) throws IOException {
    if (in.large() != MAGIC) {
      throw new IOException("it is no snapshot");
    }
    int version = in.number();
    if (version != VERSION) {
      throw new IOException("it has version " + version + ", not " + VERSION);
    }
    Instant asOf = Objects.requireNonNullElse(in.time(), Instant.EPOCH);
    Map<String, String> revisions = map(in.texts(), in.texts());
    Map<String, Instant> complete =
        map(in.texts(), in.list(from -> Objects.requireNonNullElse(from.time(), Instant.EPOCH)));
    in.endSection();
    NodeColumns nodes = NodeColumns.read(in);
    in.endSection();
    EdgeColumns edges = EdgeColumns.read(in);
    in.endSection();
    return new VersionedSnapshot(GraphSnapshot.of(asOf, nodes, edges, complete), revisions);
  }

  static <V> Map<String, V> map(List<String> keys, List<V> values) throws IOException {
    if (keys.size() != values.size()) {
      throw new IOException("a length is wrong");
    }
    Map<String, V> map = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }
}
