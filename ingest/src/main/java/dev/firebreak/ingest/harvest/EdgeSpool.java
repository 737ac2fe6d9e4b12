package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.map.EdgeRow;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The edges that were read, until every node is known: in memory while they are few, else in a
/// file that only its owner can read and that goes with this object; one that the death of the
/// process left behind goes when the next harvest begins.
final class EdgeSpool implements Closeable {

  /// An edge as it is stated.
  record Stated(EdgeKind kind, EdgeRow row) {}

  private static final int BUFFER = 1 << 16;

  private final int inMemory;
  private final List<Stated> waiting = new ArrayList<>();
  private final Path file;
  private @Nullable DataOutputStream out;
  private long written;

  /// @param inMemory how many edges may wait in memory
  /// @param file where the others wait
  EdgeSpool(int inMemory, Path file) {
    this.inMemory = inMemory;
    this.file = file;
  }

  void add(EdgeKind kind, EdgeRow row) {
    waiting.add(new Stated(kind, row));
    if (waiting.size() > inMemory) {
      spill();
    }
  }

  /// Hands out all edges in the order in which they came, those of one resource at a time.
  void eachResource(Consumer<List<Stated>> resource) {
    List<Stated> one = new ArrayList<>();
    Consumer<Stated> next =
        stated -> {
          if (!one.isEmpty() && !one.getFirst().row().via().equals(stated.row().via())) {
            resource.accept(List.copyOf(one));
            one.clear();
          }
          one.add(stated);
        };
    fromFile(next);
    waiting.forEach(next);
    if (!one.isEmpty()) {
      resource.accept(List.copyOf(one));
    }
  }

  private void spill() {
    try {
      DataOutputStream to = out;
      if (to == null) {
        Files.deleteIfExists(file);
        to = new DataOutputStream(new BufferedOutputStream(OwnerOnly.append(file), BUFFER));
        out = to;
      }
      for (Stated stated : waiting) {
        write(stated, to);
      }
      written += waiting.size();
      waiting.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the temporary file for a harvest cannot be written: " + e.getMessage(), e);
    }
  }

  private void fromFile(Consumer<Stated> next) {
    if (out == null) {
      return;
    }
    try {
      out.flush();
      try (var in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
        for (long i = 0; i < written; i++) {
          next.accept(read(in));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the temporary file of a harvest cannot be read: " + e.getMessage(), e);
    }
  }

  private static void write(Stated stated, DataOutputStream out) throws IOException {
    EdgeRow row = stated.row();
    text(stated.kind().name(), out);
    texts(row.from(), out);
    texts(row.to(), out);
    text(row.via(), out);
    text(row.attribute(), out);
    time(row.since(), out);
    time(row.validFrom(), out);
    time(row.validTo(), out);
  }

  private static Stated read(DataInputStream in) throws IOException {
    EdgeKind kind = EdgeKind.valueOf(text(in));
    return new Stated(
        kind, new EdgeRow(texts(in), texts(in), text(in), text(in), time(in), time(in), time(in)));
  }

  private static void texts(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(text, out);
    }
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(in));
    }
    return List.copyOf(texts);
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void time(@Nullable Instant time, DataOutputStream out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  private static @Nullable Instant time(DataInputStream in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
