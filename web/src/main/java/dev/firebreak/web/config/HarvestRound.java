package dev.firebreak.web.config;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.Correlation;
import dev.firebreak.ingest.correlate.Correlator;
import dev.firebreak.ingest.event.Notice;
import dev.firebreak.ingest.event.Notices;
import dev.firebreak.ingest.file.FileResources;
import dev.firebreak.ingest.harvest.ChangeReader;
import dev.firebreak.ingest.harvest.HarvestProgress;
import dev.firebreak.ingest.harvest.HarvestReceipt;
import dev.firebreak.ingest.harvest.HarvestState;
import dev.firebreak.ingest.harvest.Harvester;
import dev.firebreak.ingest.harvest.ResourceReader;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.usage.PendingUses;
import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.ingest.usage.UsageImport;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.web.config.Firebreak.HarvestReport;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One round over sources: each is read in turn, then accounts are correlated and usage feeds read.
/// One that is cancelled begins no further source and reads no feed.
final class HarvestRound {

  private final Firebreak firebreak;
  private final HarvestProgress progress;
  private final IdentityGraph graph;
  private final Clock clock;
  private final SourceClients sources;
  private final Harvester harvester;

  HarvestRound(Firebreak firebreak, HarvestProgress progress) {
    this.firebreak = firebreak;
    this.progress = progress;
    this.graph = firebreak.graph();
    this.clock = firebreak.clock();
    this.sources = firebreak.sources();
    this.harvester = firebreak.harvester();
  }

  /// Reads everything that the sources have.
  HarvestReport harvest(List<SourceConfig> wanted) {
    return round(wanted, source -> Optional.of(whole(source)));
  }

  /// Reads what changed, of sources that can be asked for it, or that push notices.
  HarvestReport update(List<SourceConfig> wanted) {
    return round(wanted, this::changes);
  }

  private HarvestReport round(
      List<SourceConfig> wanted, Function<SourceConfig, Optional<HarvestReceipt>> reading) {
    List<String> problems = new ArrayList<>();
    List<HarvestReceipt> receipts = read(wanted, reading, problems);
    Correlator correlator = firebreak.correlator();
    Correlation correlation = correlator.correlate();
    problems.addAll(correlation.problems());
    problems.addAll(correlator.unresolvedSignIns());
    problems.addAll(correlator.unresolvedGroups());
    if (!progress.cancelled()) {
      problems.addAll(feeds());
    }
    receipts.forEach(receipt -> new PendingUses(graph).resolve(receipt.source()));
    boolean whole =
        receipts.stream().allMatch(HarvestReceipt::followed)
            && receipts.size() == wanted.size()
            && wanted.containsAll(sources.all());
    if (whole) {
      problems.addAll(rulesWithoutMatch());
    }
    return new HarvestReport(List.copyOf(receipts), correlation, List.copyOf(problems));
  }

  private List<HarvestReceipt> read(
      List<SourceConfig> wanted,
      Function<SourceConfig, Optional<HarvestReceipt>> reading,
      List<String> problems) {
    List<HarvestReceipt> receipts = new ArrayList<>();
    for (SourceConfig source : wanted) {
      if (progress.cancelled()) {
        break;
      }
      progress.begun(source.id());
      sources.relearn(source);
      Optional<HarvestReceipt> read = reading.apply(source);
      if (read.isEmpty()) {
        continue;
      }
      HarvestReceipt receipt = read.get();
      firebreak.meters().harvested(receipt);
      watchSchemas(source, receipt).ifPresent(problems::add);
      progress.over(receipt);
      receipts.add(receipt);
      problems.addAll(receipt.problems());
    }
    return receipts;
  }

  /// Reads the feeds that are files.
  private List<String> feeds() {
    List<String> problems = new ArrayList<>();
    for (UsageFeedConfig feed : Objects.requireNonNull(firebreak.config().usage())) {
      if (feed.push() != null) {
        continue;
      }
      try {
        problems.addAll(new UsageImport(graph).read(feed).problems());
      } catch (UncheckedIOException | IllegalArgumentException e) {
        problems.add("usage feed: " + e.getMessage());
      }
    }
    return problems;
  }

  /// The rules for toxic combinations and for sensitivity that match nothing, in sentences.
  private List<String> rulesWithoutMatch() {
    GraphSnapshot now = firebreak.snapshot();
    List<String> sentences = new ArrayList<>(firebreak.analysisRules().sod().withoutMatch(now));
    List<SensitivityRule> rules =
        new ArrayList<>(Objects.requireNonNull(firebreak.config().sensitivity()));
    for (int i = 0; i < now.nodeCount() && !rules.isEmpty(); i++) {
      Node node = now.node(i);
      rules.removeIf(rule ->
          rule.matches(node.kind(), String.valueOf(node.source()), node.name(), node.right()));
    }
    rules.stream()
        .map(rule ->
            "sensitivity: the rule for '%s' matches no %s of %s; check its name, kind and source"
                .formatted(
                    rule.name(),
                    rule.kind() == null
                        ? "resource"
                        : rule.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    rule.source() == null ? "any source" : rule.source()))
        .forEach(sentences::add);
    return List.copyOf(sentences);
  }

  private HarvestReceipt whole(SourceConfig source) {
    ResourceReader reader;
    try {
      FilesConfig files = source.files();
      reader = files == null ? ResourceReader.of(sources.client(source)) : new FileResources(files);
    } catch (ConfigInvalid e) {
      return harvester.unread(source, String.valueOf(e.getMessage()));
    }
    HarvestReceipt receipt = harvester.harvest(source, reader, progress);
    if (receipt.complete()) {
      new Notices(graph).clear(source.id(), receipt.startedAt());
    }
    return receipt;
  }

  /// Reads what changed.
  ///
  /// @return empty when the source pushes notices and there was none
  private Optional<HarvestReceipt> changes(SourceConfig source) {
    if (source.files() != null) {
      return Optional.of(whole(source));
    }
    ScimClient client;
    try {
      client = sources.client(source);
    } catch (ConfigInvalid e) {
      return Optional.of(harvester.unread(source, String.valueOf(e.getMessage())));
    }
    Notices notices = new Notices(graph);
    Instant now = clock.instant();
    @Nullable Set<NodeKey> noticed = pushesNotices(source) ? told(notices.list(source.id())) : null;
    if (noticed != null && noticed.isEmpty()) {
      return Optional.empty();
    }
    HarvestReceipt receipt =
        harvester.update(
            source, ChangeReader.of(client), noticed, ResourceReader.of(client), progress);
    if (receipt.followed()) {
      Instant begun = receipt.startedAt();
      notices.clear(source.id(), begun.isBefore(now) ? begun : now);
    }
    return Optional.of(receipt);
  }

  private boolean pushesNotices(SourceConfig source) {
    return Objects.requireNonNull(firebreak.config().usage()).stream()
        .anyMatch(feed -> feed.push() != null && source.id().equals(feed.source()));
  }

  private static Set<NodeKey> told(List<Notice> notices) {
    return notices.stream()
        .map(notice -> new NodeKey(notice.source(), notice.type(), notice.resource()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Compares what a source that answered a whole harvest says of its schemas with what it said
  /// before; between two of those, a reading of changes asks for nothing else.
  ///
  /// @return what changed, in a sentence
  private Optional<String> watchSchemas(SourceConfig source, HarvestReceipt receipt) {
    return receipt.state() == HarvestState.UPDATED
            || receipt.parts().stream().noneMatch(HarvestReceipt.Part::complete)
        ? Optional.empty()
        : sources
            .called(source.id())
            .flatMap(client -> firebreak.schemas().look(source.id(), client, clock.instant()))
            .map(change ->
                "source %s: its schemas changed since the last harvest: %d added, %d removed; its health page names them"
                    .formatted(source.id(), change.added().size(), change.removed().size()));
  }
}
