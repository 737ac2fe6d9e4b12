package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.harvest.Frames.Frame;
import dev.firebreak.ingest.harvest.HarvestJournals.Limits;
import dev.firebreak.scim.resource.ResourceType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one harvest has read so far, on disk: a head that says of which configuration and since
/// when, and the pages of each endpoint. While it is open, nobody else works with its folder.
final class HarvestJournal implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(HarvestJournal.class);

  /// Changes when what is written here does, or what becomes of a resource before.
  private static final String FORMAT = "firebreak-harvest 1";

  private static final String HEAD = "harvest";
  private static final String PAGES = ".pages";
  private static final String EDGES = "edges";

  /// @param readAt when something was last read
  private record Head(String fingerprint, Instant startedAt, Instant readAt) {}

  private final Path folder;
  private final FolderLock lock;
  private final Instant startedAt;
  private final Instant begunAt;
  private final @Nullable Instant readAt;
  private final List<KeptListing> listings = new ArrayList<>();
  private boolean over;

  private HarvestJournal(
      Path folder, FolderLock lock, Instant startedAt, Instant begunAt, @Nullable Instant readAt) {
    this.folder = folder;
    this.lock = lock;
    this.startedAt = startedAt;
    this.begunAt = begunAt;
    this.readAt = readAt;
  }

  /// Takes up what is kept in a folder, if it is of the same configuration, has pages and is young
  /// enough; else empties it.
  ///
  /// @param now to the millisecond
  static HarvestJournal open(
      Path folder, FolderLock lock, String fingerprint, Limits limits, Instant now)
      throws IOException {
    Files.deleteIfExists(folder.resolve(EDGES));
    Optional<Head> kept =
        head(folder)
            .filter(head -> head.fingerprint().equals(fingerprint))
            .filter(head -> limits.allow(head.startedAt(), head.readAt(), now));
    if (kept.isPresent() && !pages(folder).isEmpty()) {
      return new HarvestJournal(folder, lock, kept.get().startedAt(), now, kept.get().readAt());
    }
    empty(folder);
    try (Frames head = new Frames(folder.resolve(HEAD))) {
      String content = FORMAT + "\n" + fingerprint;
      head.add(new Frame('H', now, content.getBytes(StandardCharsets.UTF_8)));
    }
    return new HarvestJournal(folder, lock, now, now, null);
  }

  /// Whether a folder keeps a harvest that can still be continued, as far as time goes.
  static boolean young(Path folder, Limits limits, Instant now) throws IOException {
    return head(folder)
        .filter(head -> limits.allow(head.startedAt(), head.readAt(), now))
        .isPresent();
  }

  private static Optional<Head> head(Path folder) throws IOException {
    List<Frame> frames = new ArrayList<>();
    try (Frames head = new Frames(folder.resolve(HEAD))) {
      head.read(frames::add);
    }
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    String content = new String(frames.getFirst().content(), StandardCharsets.UTF_8);
    String[] lines = content.split("\n", 2);
    if (lines.length < 2 || !lines[0].equals(FORMAT)) {
      return Optional.empty();
    }
    Instant[] last = {frames.getFirst().at()};
    for (Path file : pages(folder)) {
      try (Frames pages = new Frames(file)) {
        pages.read(frame -> last[0] = frame.at().isAfter(last[0]) ? frame.at() : last[0]);
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Head(lines[1], frames.getFirst().at(), last[0]));
  }

  private static List<Path> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(PAGES)).sorted().toList();
    }
  }

  /// Removes what a folder keeps, the head first: without it the rest is nothing.
  static void empty(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(HEAD));
    for (Path pages : pages(folder)) {
      Files.deleteIfExists(pages);
    }
    Files.deleteIfExists(folder.resolve(EDGES));
  }

  /// When the harvest began, before it was cut off.
  Instant startedAt() {
    return startedAt;
  }

  /// When this part of the harvest began, which is what it finds dated by.
  Instant begunAt() {
    return begunAt;
  }

  /// When the last page was read that this harvest did not have to read again; null when it read
  /// everything itself.
  @Nullable Instant continuedFrom() {
    return listings.stream().anyMatch(KeptListing::continued) ? readAt : null;
  }

  /// The journal of one endpoint.
  KeptListing of(
      String source, ResourceType type, HarvestProgress progress, Supplier<Instant> clock) {
    String name = type.name().toLowerCase(Locale.ROOT) + PAGES;
    KeptListing listing =
        new KeptListing(new Frames(folder.resolve(name)), source, type.endpoint(), progress, clock);
    listings.add(listing);
    return listing;
  }

  /// Where edges wait.
  EdgeSpool edges(int inMemory) {
    return new EdgeSpool(inMemory, folder.resolve(EDGES));
  }

  /// The harvest needs no continuation.
  void over() {
    over = true;
  }

  @Override
  public void close() {
    try (lock) {
      for (KeptListing listing : listings) {
        listing.close();
      }
      if (over || pages(folder).isEmpty()) {
        empty(folder);
        lock.removeFolder();
      }
    } catch (IOException e) {
      log.warn("the folder {} of a harvest cannot be removed: {}", folder, e.getMessage());
    }
  }
}
