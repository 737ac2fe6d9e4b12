package dev.firebreak.ingest.usage;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a usage feed into the graph, replacing what an earlier feed said of the same sources. A
/// row that names something unknown is reported with its line and left out; a file that cannot be
/// read at all changes nothing.
public final class UsageImport {

  record TargetsOf(String source) {}

  record Target(
      String key,
      boolean account,
      @Nullable String id,
      @Nullable String name,
      @Nullable String userName,
      @Nullable String value) {}

  record UseRow(String account, String entitlement, Instant lastUsed, long count) {}

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
  /// @param problems rows left out, each a sentence with file and line
  public record Receipt(int uses, int coverages, List<String> problems) {}

  /// Imports one feed.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws IllegalArgumentException if a file's header is not the expected one
  public Receipt read(UsageFeedConfig feed) {
    List<String> problems = new ArrayList<>();
    Map<String, Names> names = new HashMap<>();
    Map<String, List<UseRow>> uses = new LinkedHashMap<>();
    Map<String, List<CoverageRow>> coverages = new LinkedHashMap<>();
    rows(
        feed.uses(),
        List.of("source", "account", "entitlement", "last_used", "count"),
        problems,
        row -> {
          String source = row.getField("source");
          Names known = names.computeIfAbsent(source, this::names);
          String account = known.account(row.getField("account"));
          String entitlement = known.entitlement(row.getField("entitlement"));
          uses.computeIfAbsent(source, s -> new ArrayList<>())
              .add(
                  new UseRow(
                      account,
                      entitlement,
                      Instant.parse(row.getField("last_used")),
                      Long.parseLong(row.getField("count"))));
        });
    rows(
        feed.coverage(),
        List.of("source", "entitlement", "from", "to"),
        problems,
        row -> {
          String source = row.getField("source");
          String named = row.getField("entitlement");
          String entitlement =
              named.equals("*")
                  ? "*"
                  : names.computeIfAbsent(source, this::names).entitlement(named);
          coverages
              .computeIfAbsent(source, s -> new ArrayList<>())
              .add(
                  new CoverageRow(
                      entitlement,
                      Instant.parse(row.getField("from")),
                      Instant.parse(row.getField("to"))));
        });
    String stamp = "usage@" + clock.instant() + "#" + UUID.randomUUID();
    graph.inOneTransaction(write -> {
      uses.forEach((source, rows) -> write.apply(USES, new Uses(rows, source, stamp)));
      coverages.forEach(
          (source, rows) -> write.apply(COVERAGE, new Coverages(rows, source, stamp)));
      return stamp;
    });
    return new Receipt(
        uses.values().stream().mapToInt(List::size).sum(),
        coverages.values().stream().mapToInt(List::size).sum(),
        List.copyOf(problems));
  }

  private interface RowReader {
    void read(NamedCsvRecord row);
  }

  private static void rows(
      Path file, List<String> header, List<String> problems, RowReader reader) {
    if (!Files.isReadable(file)) {
      throw new UncheckedIOException(
          new IOException("the usage file " + file + " does not exist or cannot be read"));
    }
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        if (!row.getHeader().equals(header)) {
          throw new IllegalArgumentException(
              "%s must begin with the header %s, but begins with %s"
                  .formatted(file, String.join(",", header), String.join(",", row.getHeader())));
        }
        try {
          reader.read(row);
        } catch (UnknownName | DateTimeException | NumberFormatException e) {
          problems.add(
              "%s, line %d: %s; the row is left out"
                  .formatted(file, row.getStartingLineNumber(), e.getMessage()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Names names(String source) {
    Map<String, String> accounts = new HashMap<>();
    Map<String, String> entitlements = new HashMap<>();
    for (Target target : graph.ask(TARGETS, new TargetsOf(source))) {
      Map<String, String> into = target.account() ? accounts : entitlements;
      List<@Nullable String> called = new ArrayList<>();
      called.add(target.id());
      called.add(target.account() ? target.userName() : target.value());
      if (!target.account()) {
        called.add(target.name());
      }
      for (String name : called) {
        if (name != null) {
          into.putIfAbsent(name.toLowerCase(Locale.ROOT), target.key());
        }
      }
    }
    return new Names(source, accounts, entitlements);
  }

  private record Names(
      String source, Map<String, String> accounts, Map<String, String> entitlements) {

    String account(String name) {
      return find(accounts, "account", name);
    }

    String entitlement(String name) {
      return find(entitlements, "entitlement", name);
    }

    private String find(Map<String, String> keys, String what, String name) {
      String key = keys.get(name.toLowerCase(Locale.ROOT));
      if (key == null) {
        throw new UnknownName("source %s has no %s '%s'".formatted(source, what, name));
      }
      return key;
    }
  }

  private static final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownName(String message) {
      super(message);
    }
  }
}
