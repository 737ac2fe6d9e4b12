package dev.firebreak.ingest.usage;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a usage feed into the graph, replacing what an earlier feed said of the sources that it
/// names. A row that names something unknown is reported with its line and left out. A row of uses
/// that cannot be understood might have told of a use, so that the feed then covers nothing: what
/// it does not name is unknown, not unused. A file that cannot be read at all changes nothing.
public final class UsageImport {

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

  record UseRow(String account, String entitlement, Instant lastUsed, long count) {

    /// Two rows of a feed about the same: the later time, all counts.
    UseRow and(UseRow other) {
      return new UseRow(
          account,
          entitlement,
          lastUsed.isAfter(other.lastUsed) ? lastUsed : other.lastUsed,
          count > Long.MAX_VALUE - other.count ? Long.MAX_VALUE : count + other.count);
    }
  }

  record CoverageRow(String entitlement, Instant from, Instant to) {}

  record Uses(List<UseRow> rows, String source, String stamp) {}

  record Coverages(List<CoverageRow> rows, String source, String stamp) {}

  static final Query<TargetsOf, Target> TARGETS =
      Query.read("ingest/usage-targets", TargetsOf.class, Target.class);
  static final Query<Uses, None> USES = Query.write("ingest/upsert-uses", Uses.class, None.class);
  static final Query<Coverages, None> COVERAGE =
      Query.write("ingest/replace-coverage", Coverages.class, None.class);

  private final IdentityGraph graph;
  private final Clock clock;

  public UsageImport(IdentityGraph graph, Clock clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /// What was read.
  ///
  /// @param uses pairs of account and entitlement
  /// @param coverages rows of the coverage file that could be used
  /// @param problems rows left out, each a sentence with file and line
  public record Receipt(int uses, int coverages, List<String> problems) {}

  private record Pair(String account, String entitlement) {}

  /// What a feed says of one source.
  private record OfSource(UsageNames names, Map<Pair, UseRow> uses, List<CoverageRow> coverages) {}

  /// Imports one feed.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws IllegalArgumentException if a file's header is not the expected one, or it is no CSV
  public Receipt read(UsageFeedConfig feed) {
    List<String> problems = new ArrayList<>();
    Map<String, OfSource> sources = new LinkedHashMap<>();
    int doubtful =
        new UsageFile(
                feed.uses(), List.of("source", "account", "entitlement", "last_used", "count"))
            .each(row -> use(row, sources), problems);
    new UsageFile(feed.coverage(), List.of("source", "entitlement", "from", "to"))
        .each(row -> coverage(row, sources), problems);
    if (doubtful > 0) {
      sources.values().forEach(said -> said.coverages().clear());
      problems.add(
          "%s: %,d of its rows cannot be understood and may tell of a use, so nothing counts as unused by this feed until they are mended"
              .formatted(feed.uses(), doubtful));
    }
    String stamp = "usage@" + clock.instant() + "#" + UUID.randomUUID();
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
        List.copyOf(problems));
  }

  private void use(UsageFile.Row row, Map<String, OfSource> sources) {
    OfSource said = said(row, sources);
    UseRow use =
        new UseRow(
            said.names().account(row.text("account")),
            said.names().entitlement(row.text("entitlement")),
            row.instant("last_used"),
            row.count("count"));
    said.uses().merge(new Pair(use.account(), use.entitlement()), use, UseRow::and);
  }

  private void coverage(UsageFile.Row row, Map<String, OfSource> sources) {
    OfSource said = said(row, sources);
    String named = row.text("entitlement");
    Instant from = row.instant("from");
    Instant to = row.instant("to");
    if (!from.isBefore(to)) {
      throw new UsageFile.BadRow("it covers nothing, since from is not before to");
    }
    said.coverages()
        .add(
            new CoverageRow(named.equals("*") ? named : said.names().entitlement(named), from, to));
  }

  private OfSource said(UsageFile.Row row, Map<String, OfSource> sources) {
    return sources.computeIfAbsent(
        row.text("source"),
        source ->
            new OfSource(
                new UsageNames(source, graph.ask(TARGETS, new TargetsOf(source))),
                new HashMap<>(),
                new ArrayList<>()));
  }
}
