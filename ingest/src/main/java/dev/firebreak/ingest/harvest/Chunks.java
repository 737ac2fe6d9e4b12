package dev.firebreak.ingest.harvest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Collects rows and writes them so many at a time.
final class Chunks<T> {

  private final int size;
  private final Consumer<List<T>> write;
  private final List<T> waiting = new ArrayList<>();

  Chunks(int size, Consumer<List<T>> write) {
    this.size = size;
    this.write = write;
  }

  /// Hands out rows that are all there already, so many at a time.
  static <T> void each(List<T> rows, int size, Consumer<List<T>> write) {
    for (int i = 0; i < rows.size(); i += size) {
      write.accept(rows.subList(i, Math.min(rows.size(), i + size)));
    }
  }

  void add(T row) {
    waiting.add(row);
    if (waiting.size() >= size) {
      flush();
    }
  }

  void flush() {
    if (!waiting.isEmpty()) {
      write.accept(List.copyOf(waiting));
      waiting.clear();
    }
  }
}
