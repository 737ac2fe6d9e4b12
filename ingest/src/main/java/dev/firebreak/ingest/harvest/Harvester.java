package dev.firebreak.ingest.harvest;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.graph.store.WriteCounts;
import dev.firebreak.ingest.harvest.HarvestQueries.Accept;
import dev.firebreak.ingest.harvest.HarvestQueries.Quarantined;
import dev.firebreak.ingest.harvest.HarvestQueries.Receipt;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceId;
import dev.firebreak.ingest.harvest.HarvestQueries.SourceRow;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads sources into the graph. Calls for one source wait for each other; different sources may
/// run side by side.
public final class Harvester {

  private static final Logger log = LoggerFactory.getLogger(Harvester.class);

  private final IdentityGraph graph;
  private final Clock clock;
  private final List<SensitivityRule> sensitivity;
  private final HarvestJournals journals;
  private final Sweep.Limits limits;
  private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /// @param journals where harvests keep what they have read until they are over
  public Harvester(
      IdentityGraph graph,
      Clock clock,
      List<SensitivityRule> sensitivity,
      HarvestJournals journals) {
    this(graph, clock, sensitivity, journals, Sweep.Limits.USUAL);
  }

  Harvester(
      IdentityGraph graph,
      Clock clock,
      List<SensitivityRule> sensitivity,
      HarvestJournals journals,
      Sweep.Limits limits) {
    this.journals = journals;
    this.limits = limits;
    this.graph = graph;
    this.clock = clock;
    this.sensitivity = List.copyOf(sensitivity);
  }

  /// Writes that the source exists, before anything was read from it.
  public void declare(SourceConfig source) {
    graph.apply(
        HarvestQueries.SOURCE,
        new SourceRow(
            NodeKey.source(source.id()).value(),
            source.id(),
            source.displayName(),
            source.kind().name(),
            source.address(),
            source.signIn(),
            source.authoritative(),
            now()));
  }

  /// Reads everything that `source` has. A source that fails half-way leaves what was read in the
  /// graph, removes nothing, and says so in the receipt; so does one that has far less than before,
  /// until somebody accepts it. A resource that cannot be used waits in a queue, and the graph
  /// keeps what it had of it.
  ///
  /// One that was cut off, be it by its source, by a person or by the end of the process, is
  /// continued where it was, if that is not too long ago and the source still shows there what it
  /// showed.
  public HarvestReceipt harvest(
      SourceConfig source, ResourceReader reader, HarvestProgress progress) {
    return alone(
        source.id(),
        () -> {
          declare(source);
          return inFull(source, reader, progress);
        });
  }

  private HarvestReceipt inFull(
      SourceConfig source, ResourceReader reader, HarvestProgress progress) {
    try (HarvestJournal journal = journals.open(source, sensitivity, now())) {
      return new HarvestRun(
              graph, source, progress.endable(reader), sensitivity, progress, journal, limits)
          .execute(this::now);
    }
  }

  /// Forgets what a harvest of a source had read when it was cut off: the next one begins anew.
  public void forget(String source) {
    alone(
        source,
        () -> {
          journals.forget(source);
          return source;
        });
  }

  /// Reads what changed in `source` since the graph last followed it, or everything, where the
  /// source cannot be asked for changes or a change may concern what did not change itself. Both
  /// end in the same graph.
  ///
  /// @param reader for a full harvest
  /// @param noticed the resources that the source told of, and then no others are asked for; null
  ///   to ask for what changed
  public HarvestReceipt update(
      SourceConfig source,
      ChangeReader changes,
      @Nullable Set<NodeKey> noticed,
      ResourceReader reader,
      HarvestProgress progress) {
    return alone(
        source.id(),
        () -> {
          declare(source);
          UpdateRun update =
              new UpdateRun(
                  graph, source, progress.endable(changes), noticed, sensitivity, progress, now());
          return switch (update.execute(this::now)) {
            case UpdateRun.Result.Updated(HarvestReceipt receipt) -> {
              journals.forget(source.id());
              yield receipt;
            }
            case UpdateRun.Result.NeedsFull(String why) -> {
              log.info("{} is read in full: {}", source.displayName(), why);
              yield inFull(source, reader, progress);
            }
          };
        });
  }

  /// Keeps the receipt of a harvest that could not even begin. Nothing is removed.
  ///
  /// @param problem why, in a sentence
  public HarvestReceipt unread(SourceConfig source, String problem) {
    declare(source);
    Instant at = now();
    HarvestReceipt receipt =
        new HarvestReceipt(
            source.id(),
            RunStamp.fresh(),
            at,
            null,
            at,
            HarvestState.INCOMPLETE,
            problem,
            List.of(),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            WriteCounts.NONE,
            List.of(),
            List.of());
    graph.apply(HarvestQueries.RECEIPT, Receipt.of(receipt));
    return receipt;
  }

  /// What accepting a quarantined harvest removed.
  ///
  /// @param stamp the harvest
  public record AcceptedDrop(String source, String stamp, long nodes, long edges) {

    /// One line for a log or a terminal.
    public String summary() {
      return "%s: the drop was accepted, %,d nodes and %,d edges went"
          .formatted(source, nodes, edges);
    }
  }

  /// Believes the quarantined harvest of a source after all: what that harvest did not see, and
  /// nobody has seen since, goes now, as of the time of the harvest. Nothing is read again. The
  /// next harvest is compared with the accepted one.
  ///
  /// @param stamp the harvest that was looked at; null for the one in quarantine, whichever it is
  /// @param by who decides
  /// @param beforehand is told which harvest is accepted, before anything goes, and tells when that
  ///   was; what it throws stops it
  /// @return empty when no harvest of this source is in quarantine, or another one
  public Optional<AcceptedDrop> acceptDrop(
      String source, @Nullable String stamp, String by, Function<String, Instant> beforehand) {
    return alone(
        source,
        () ->
            graph.ask(HarvestQueries.QUARANTINED, new SourceId(source)).stream()
                .filter(harvest -> stamp == null || stamp.equals(harvest.stamp()))
                .findFirst()
                .map(harvest -> {
                  Instant at = beforehand.apply(harvest.stamp()).truncatedTo(ChronoUnit.MILLIS);
                  journals.forget(source);
                  return accept(source, harvest, by, at);
                }));
  }

  private AcceptedDrop accept(String source, Quarantined harvest, String by, Instant at) {
    Instant startedAt = harvest.startedAt().toInstant();
    Sweep sweep =
        new Sweep(
            graph,
            source,
            harvest.stamp(),
            startedAt,
            limits,
            Sweep.Gone.missedBy(harvest.stamp()));
    sweep.remove();
    long nodes = sweep.counts().nodesDeleted();
    long edges = sweep.counts().edgesDeleted();
    graph.apply(
        HarvestQueries.ACCEPT,
        new Accept(harvest.stamp(), by, at, nodes, edges, EndpointRead.swept(sweep.byType())));
    AcceptedDrop accepted = new AcceptedDrop(source, harvest.stamp(), nodes, edges);
    log.info("harvest of {}, by {}", accepted.summary(), by);
    return accepted;
  }

  /// Reads one resource again and makes the graph say what it says now, no more. One that the
  /// source no longer has goes from the graph. A harvest that was cut off is not continued after
  /// that, since it read the resource before.
  ///
  /// @param resource a user, group, container, privileged account or permission of `source`
  /// @return what the source answered; [ScimOutcome.Uncertain] when the answer is not that
  ///   resource, and then the graph is as it was
  /// @throws IllegalArgumentException if `resource` is of another type or another source
  public ScimOutcome refresh(SourceConfig source, ScimClient client, NodeKey resource) {
    return alone(
        source.id(),
        () -> {
          journals.forget(source.id());
          ResourceRefresh refresh = new ResourceRefresh(graph, source, sensitivity, now());
          ScimOutcome outcome = refresh.execute(client, resource);
          refresh.problems().forEach(problem -> log.warn("{}", problem));
          return outcome;
        });
  }

  private <T> T alone(String source, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(source, id -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
