package dev.firebreak.ingest.usage;

import dev.firebreak.graph.model.RunStamp;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.usage.UsageFeedConfig.Format;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a usage feed into the graph, replacing what an earlier feed said of the sources that it
/// names; what was pushed stays. A row that names something unknown is reported with its line and
/// left out. A row of uses that cannot be understood might have told of a use, so that the feed
/// then covers nothing: what it does not name is unknown, not unused. A file that cannot be read at
/// all changes nothing.
public final class UsageImport {

  private static final List<String> COLUMNS =
      List.of("source", "account", "entitlement", "last_used", "count");

  /// Rows per query.
  private static final int SIZE = 5_000;

  record TargetsOf(String source) {}

  record Target(
      String key,
      boolean account,
      @Nullable String id,
      @Nullable String resourceId,
      @Nullable String name,
      @Nullable String userName,
      @Nullable String value) {}

  record CoverageRow(String entitlement, Instant from, Instant to) {}

  record Uses(List<UseRow> rows, String source, String stamp) {}

  record Coverages(List<CoverageRow> rows, String source, String stamp) {}

  static final Query<TargetsOf, Target> TARGETS =
      Query.read("ingest/usage-targets", TargetsOf.class, Target.class);
  static final Query<Uses, None> USES = Query.write("ingest/upsert-uses", Uses.class, None.class);
  static final Query<Coverages, None> COVERAGE =
      Query.write("ingest/replace-coverage", Coverages.class, None.class);

  private final IdentityGraph graph;

  public UsageImport(IdentityGraph graph) {
    this.graph = graph;
  }

  /// What was read.
  ///
  /// @param uses pairs of account and entitlement
  /// @param coverages rows of the coverage file that could be used
  /// @param problems rows left out, each a sentence with file and line
  /// @param passive rows or events that are no use by the feed's configuration or their nature
  /// @param events what became of single events; null for a feed that tells of uses as such
  public record Receipt(
      int uses, int coverages, List<String> problems, long passive, @Nullable Events events) {

    /// What was read of a feed that tells of uses as such.
    public Receipt(int uses, int coverages, List<String> problems) {
      this(uses, coverages, problems, 0, null);
    }
  }

  /// What became of the events of a feed. Each is of one kind, but for `unreadable` ones, which are
  /// among the problems.
  ///
  /// @param read all of them
  /// @param used those that tell of a use
  /// @param denied calls that were refused, and are no use
  /// @param byServices calls of services for themselves
  /// @param byStrangers calls of nobody whom the graph knows
  /// @param ofNothing calls that are a use of no entitlement in the graph
  /// @param passive what AWS tells that nobody called, and what the feed's configuration says is no
  ///   use
  public record Events(
      long read,
      long used,
      long denied,
      long byServices,
      long byStrangers,
      long ofNothing,
      long passive) {}

  private record Pair(String account, String entitlement) {}

  /// What a feed says of one source.
  private record OfSource(UsageNames names, Map<Pair, UseRow> uses, List<CoverageRow> coverages) {
    void add(UseRow use) {
      uses.merge(new Pair(use.account(), use.entitlement()), use, UseRow::and);
    }
  }

  /// Imports one feed.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws IllegalArgumentException if a file is not of its format, such as a CSV file with
  ///   another header
  public Receipt read(UsageFeedConfig feed) {
    List<String> problems = new ArrayList<>();
    Map<String, OfSource> sources = new LinkedHashMap<>();
    Path uses = Objects.requireNonNull(feed.uses(), "a pushed feed is not read from files");
    PassiveUse.Test passive = feed.passes().test();
    EventCounts events = new EventCounts(passive);
    long[] passed = {0};
    Consumer<UsageRow> use =
        row -> {
          if (passive.passive(row.said("action"), List.of(row.said("account")))) {
            passed[0]++;
          } else {
            use(row.or("source", feed.source()), sources);
          }
        };
    int doubtful =
        switch (feed.written()) {
          case CSV -> new UsageFile(uses, COLUMNS, "action").each(use, problems);
          case JSONL -> new UsageLines(uses).each(use, problems);
          case CLOUDTRAIL -> {
            OfSource said = said(Objects.requireNonNull(feed.source()), sources);
            yield new CloudTrail(uses)
                .each(event -> events.count(event, said, feed.templates()), problems);
          }
        };
    Path coverage = feed.coverage();
    if (coverage == null) {
      stated(feed, sources, problems);
    } else {
      new UsageFile(coverage, List.of("source", "entitlement", "from", "to"), null)
          .each(row -> coverage(row, sources), problems);
    }
    if (doubtful > 0) {
      sources.values().forEach(said -> said.coverages().clear());
      problems.add(
          "%s: %,d of its rows cannot be understood and may tell of a use, so nothing counts as unused by this feed until they are mended"
              .formatted(uses, doubtful));
    }
    String stamp = RunStamp.fresh();
    graph.inOneTransaction(write -> {
      sources.forEach((source, said) -> {
        List<UseRow> rows = List.copyOf(said.uses().values());
        for (int i = 0; i < rows.size(); i += SIZE) {
          List<UseRow> part = rows.subList(i, Math.min(rows.size(), i + SIZE));
          write.apply(USES, new Uses(part, source, stamp));
        }
        write.apply(COVERAGE, new Coverages(said.coverages(), source, stamp));
      });
      return stamp;
    });
    return new Receipt(
        sources.values().stream().mapToInt(said -> said.uses().size()).sum(),
        sources.values().stream().mapToInt(said -> said.coverages().size()).sum(),
        List.copyOf(problems),
        passed[0] + events.passive,
        feed.written() == Format.CLOUDTRAIL ? events.sum() : null);
  }

  /// Counts what becomes of events.
  private static final class EventCounts {
    private long read;
    private long used;
    private long denied;
    private long byServices;
    private long byStrangers;
    private long ofNothing;
    private long passive;
    private final PassiveUse.Test test;

    EventCounts(PassiveUse.Test test) {
      this.test = test;
    }

    Events sum() {
      return new Events(read, used, denied, byServices, byStrangers, ofNothing, passive);
    }

    void count(CloudTrail.Event event, OfSource said, List<String> templates) {
      read++;
      if (event.byService()) {
        byServices++;
        return;
      }
      if (event.passive(test)) {
        passive++;
        return;
      }
      if (event.denied()) {
        denied++;
        return;
      }
      List<String> callers = event.callers();
      if (callers.isEmpty()) {
        throw new UsageRow.BadRow("userIdentity names nobody");
      }
      Instant at = new UsageRow(Map.of("eventTime", event.time())).instant("eventTime");
      Optional<String> account = said.names().anyAccount(callers);
      List<String> entitlements =
          said.names()
              .allEntitlements(
                  templates.stream().map(event::named).filter(name -> !name.isEmpty()).toList());
      if (account.isEmpty()) {
        byStrangers++;
      } else if (entitlements.isEmpty()) {
        ofNothing++;
      } else {
        used++;
        for (String entitlement : entitlements) {
          said.add(UseRow.of(account.get(), entitlement, at, 1));
        }
      }
    }
  }

  /// What a feed covers by its own statement.
  private void stated(UsageFeedConfig feed, Map<String, OfSource> sources, List<String> problems) {
    OfSource said = said(Objects.requireNonNull(feed.source()), sources);
    for (String named : feed.covered()) {
      try {
        said.coverages()
            .add(
                new CoverageRow(
                    named.equals("*") ? named : said.names().entitlement(named),
                    Objects.requireNonNull(feed.from()),
                    Objects.requireNonNull(feed.until())));
      } catch (UsageRow.BadRow e) {
        problems.add("%s: covers: %s".formatted(feed.uses(), e.getMessage()));
      }
    }
  }

  private void use(UsageRow row, Map<String, OfSource> sources) {
    OfSource said = said(row, sources);
    UseRow use =
        UseRow.of(
            said.names().account(row.text("account")),
            said.names().entitlement(row.text("entitlement")),
            row.instant("last_used"),
            row.count("count"));
    said.add(use);
  }

  private void coverage(UsageRow row, Map<String, OfSource> sources) {
    OfSource said = said(row, sources);
    String named = row.text("entitlement");
    Instant from = row.instant("from");
    Instant to = row.instant("to");
    if (!from.isBefore(to)) {
      throw new UsageRow.BadRow("it covers nothing, since from is not before to");
    }
    said.coverages()
        .add(
            new CoverageRow(named.equals("*") ? named : said.names().entitlement(named), from, to));
  }

  private OfSource said(UsageRow row, Map<String, OfSource> sources) {
    return said(row.text("source"), sources);
  }

  private OfSource said(String name, Map<String, OfSource> sources) {
    return sources.computeIfAbsent(
        name,
        source ->
            new OfSource(
                new UsageNames(source, graph.ask(TARGETS, new TargetsOf(source))),
                new HashMap<>(),
                new ArrayList<>()));
  }
}
