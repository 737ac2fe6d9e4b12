package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where harvests keep what they have read until they are over: a folder for each source that only
/// its owner can read. It holds what the sources say of people, without the secrets in it, and is
/// worth nothing after a while.
///
/// What is kept survives the death of the process at any moment. It is not forced to disk: when the
/// machine dies, pages of the last seconds may be lost, and are read again.
public final class HarvestJournals {

  private static final Logger log = LoggerFactory.getLogger(HarvestJournals.class);

  /// How long a harvest that was cut off can be continued.
  ///
  /// @param rest since its last page
  /// @param whole since it began
  public record Limits(Duration rest, Duration whole) {

    /// An hour after its last page, twelve after its beginning.
    public static final Limits USUAL = new Limits(Duration.ofHours(1), Duration.ofHours(12));

    boolean allow(Instant startedAt, Instant readAt, Instant now) {
      return !now.isBefore(startedAt)
          && !now.isAfter(startedAt.plus(whole))
          && !now.isAfter(readAt.plus(rest));
    }
  }

  /// No source has an id with this.
  private static final String BESIDE = "~";

  private final Path folder;
  private final Limits limits;

  /// @param folder is made when it is needed
  public HarvestJournals(Path folder) {
    this(folder, Limits.USUAL);
  }

  public HarvestJournals(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /// Removes what no harvest will continue: of sources that are not configured any more, and what
  /// is too old. What another process works with stays.
  ///
  /// @param sources the ids of those that are configured
  public void tidy(Collection<String> sources, Instant now) {
    for (Path each : folders()) {
      String name = String.valueOf(each.getFileName());
      try (FolderLock lock = FolderLock.take(each)) {
        if (lock.taken() && (!sources.contains(name) || !HarvestJournal.young(each, limits, now))) {
          HarvestJournal.empty(each);
          lock.removeFolder();
        }
      } catch (IOException e) {
        log.warn("the folder {} of an old harvest cannot be removed: {}", each, e.getMessage());
      }
    }
  }

  /// Forgets what was read of a source, so that its next harvest begins anew.
  public void forget(String source) {
    Path own = folder.resolve(source);
    if (!Files.isDirectory(own)) {
      return;
    }
    try (FolderLock lock = FolderLock.take(own)) {
      if (lock.taken()) {
        HarvestJournal.empty(own);
      }
    } catch (IOException e) {
      throw unusable(own, e);
    }
  }

  /// Opens what is kept of a source, or begins anew where that is no use.
  HarvestJournal open(SourceConfig source, List<SensitivityRule> sensitivity, Instant now) {
    Path own = folder.resolve(source.id());
    try {
      OwnerOnly.folder(folder);
      OwnerOnly.folder(own);
      FolderLock lock = FolderLock.take(own);
      if (!lock.taken()) {
        own = folder.resolve(source.id() + BESIDE + UUID.randomUUID());
        OwnerOnly.folder(own);
        lock = FolderLock.take(own);
      }
      return HarvestJournal.open(own, lock, Fingerprint.of(source, sensitivity), limits, now);
    } catch (IOException e) {
      throw unusable(own, e);
    }
  }

  private List<Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  static UncheckedIOException unusable(Path path, IOException e) {
    return new UncheckedIOException(
        "%s, where a harvest keeps what it reads, cannot be used (%s); free some space, or allow its owner to write it"
            .formatted(path, e.getMessage()),
        e);
  }
}
