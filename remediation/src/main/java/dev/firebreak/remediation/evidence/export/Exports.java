package dev.firebreak.remediation.evidence.export;

import dev.firebreak.remediation.evidence.CheckpointListener;
import dev.firebreak.remediation.evidence.note.SignedCheckpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands the newest checkpoint to every sink, on a thread of its own.
public final class Exports implements CheckpointListener {
  private static final Logger log = LoggerFactory.getLogger(Exports.class);
  private static final int LAST_SECONDS = 15;

  private final List<Sink> sinks;
  private final AtomicReference<@Nullable SignedCheckpoint> newest = new AtomicReference<>();
  private final Map<String, String> problems = new ConcurrentSkipListMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("evidence-export").factory());

  public Exports(List<Sink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  /// Why a sink, by name, did not take the last checkpoint that it was given.
  public Map<String, String> problems() {
    return new TreeMap<>(problems);
  }

  @Override
  public void signed(SignedCheckpoint signed) {
    if (newest.getAndSet(signed) == null && !sinks.isEmpty()) {
      worker.execute(this::send);
    }
  }

  private void send() {
    SignedCheckpoint signed = newest.getAndSet(null);
    for (Sink sink : sinks) {
      try {
        if (signed != null) {
          sink.take(signed);
        }
        problems.remove(sink.name());
      } catch (IOException | RuntimeException failed) {
        problems.put(sink.name(), String.valueOf(failed.getMessage()));
        log.warn("the checkpoint was not taken by {}: {}", sink.name(), failed.getMessage());
      }
    }
  }

  /// Waits for the last checkpoint to be taken, for a while.
  @Override
  public void closed() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the last checkpoint was not taken everywhere in time");
        worker.shutdownNow();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
