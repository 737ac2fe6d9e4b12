package dev.firebreak.web.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.firebreak.analytics.blastradius.EffectiveAccess;
import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.unused.JudgedGrant;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.history.AccessHistory;
import dev.firebreak.ingest.history.AccessPeriod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes exports. A CSV cell that a spreadsheet would run as a formula gets a leading apostrophe.
public final class Export {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The forms there are.
  public enum Format {
    CSV,
    JSON
  }

  /// A column and what stands in it.
  record Column<T>(String name, java.util.function.Function<T, Object> value) {}

  private static final List<Column<EffectiveAccess>> ACCESS =
      List.of(
          new Column<>("identity", EffectiveAccess::identity),
          new Column<>("identity_name", EffectiveAccess::identityName),
          new Column<>("account", EffectiveAccess::account),
          new Column<>("account_name", EffectiveAccess::accountName),
          new Column<>("target", EffectiveAccess::target),
          new Column<>("target_name", EffectiveAccess::targetName),
          new Column<>("target_kind", line -> line.targetKind().word()),
          new Column<>("hops", EffectiveAccess::hops),
          new Column<>("first_edge", EffectiveAccess::firstEdge),
          new Column<>("last_edge", EffectiveAccess::lastEdge));

  private static final List<Column<FindingSummary>> FINDINGS =
      List.of(
          new Column<>("id", FindingSummary::id),
          new Column<>("kind", found -> found.key().kind().word()),
          new Column<>("severity", found -> found.severity().name()),
          new Column<>("state", found -> found.state().name()),
          new Column<>("rule", found -> found.key().rule()),
          new Column<>("rule_name", found -> found.ruleName()),
          new Column<>("subject", found -> found.key().subject()),
          new Column<>("subject_name", found -> found.subjectName()),
          new Column<>("story", found -> found.story()),
          new Column<>("affected", found -> found.affected()),
          new Column<>("frameworks", found -> String.join("; ", found.frameworks())),
          new Column<>("opened_at", found -> found.openedAt().toString()),
          new Column<>(
              "resolved_at",
              found -> found.resolvedAt() == null ? "" : found.resolvedAt().toString()),
          new Column<>("assignee", found -> known(found.assignee())),
          new Column<>("accepted_until", found -> accepted(found, Acceptance::until)),
          new Column<>("accepted_by", found -> accepted(found, Acceptance::by)),
          new Column<>("accepted_reason", found -> accepted(found, Acceptance::reason)));

  private static Object accepted(FindingSummary found, Function<Acceptance, Object> part) {
    Acceptance acceptance = found.acceptance();
    return acceptance == null ? "" : part.apply(acceptance);
  }

  /// Times are ISO-8601 in UTC. `granted_at` is empty where it is unknown, `removed_at` where the
  /// access is still there.
  private static final List<Column<AccessPeriod>> HISTORY =
      List.of(
          new Column<>("identity", period -> known(period.identity())),
          new Column<>("identity_name", period -> known(period.identityName())),
          new Column<>("principal", AccessPeriod::principal),
          new Column<>("principal_name", AccessPeriod::principalName),
          new Column<>("access", period -> period.kind().word()),
          new Column<>("target", AccessPeriod::target),
          new Column<>("target_name", AccessPeriod::targetName),
          new Column<>("source", AccessPeriod::source),
          new Column<>("stated_by", AccessPeriod::via),
          new Column<>("granted_at", period -> known(period.grantedAt())),
          new Column<>("first_seen_at", AccessPeriod::firstSeen),
          new Column<>("source_says_since", period -> known(period.since())),
          new Column<>("removed_at", period -> known(period.removedAt())));

  private Export() {}

  /// Who had what between two instants.
  ///
  /// @param who key of an identity, an account or a group; null for everybody
  public static void history(
      IdentityGraph graph,
      @Nullable String who,
      Instant from,
      Instant to,
      Format format,
      Writer out) {
    write(HISTORY, AccessHistory.between(graph, who, from, to).stream(), format, out);
  }

  private static Object known(@Nullable Object value) {
    return value == null ? "" : value;
  }

  /// Effective access of every identity: one line for each account and what it reaches.
  public static void access(GraphSnapshot snapshot, Format format, Writer out) {
    try (Stream<EffectiveAccess> lines = EffectiveAccess.stream(snapshot)) {
      write(ACCESS, lines, format, out);
    }
  }

  /// These lines of effective access.
  public static void access(Stream<EffectiveAccess> lines, Format format, Writer out) {
    write(ACCESS, lines, format, out);
  }

  /// How grants are used. A time or a probability that is not known is empty.
  public static void use(
      GraphSnapshot snapshot, Stream<JudgedGrant> grants, Format format, Writer out) {
    write(UseColumns.of(snapshot), grants, format, out);
  }

  /// These findings.
  public static void findings(Stream<FindingSummary> lines, Format format, Writer out) {
    write(FINDINGS, lines, format, out);
  }

  /// Rows whose columns are only known when they are there, as text.
  public static void table(List<String> names, List<List<String>> rows, Writer out) {
    List<Column<List<String>>> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int at = i;
      columns.add(new Column<>(harmless(names.get(i)), row -> row.get(at)));
    }
    csv(columns, rows.stream(), out);
  }

  private static <T> void write(
      List<Column<T>> columns, Stream<T> lines, Format format, Writer out) {
    switch (format) {
      case CSV -> csv(columns, lines, out);
      case JSON -> json(columns, lines, out);
    }
  }

  private static <T> void csv(List<Column<T>> columns, Stream<T> lines, Writer out) {
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord(columns.stream().map(Column::name).toList());
    lines.forEach(line ->
        csv.writeRecord(
            columns.stream()
                .map(column -> harmless(String.valueOf(column.value().apply(line))))
                .toList()));
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> void json(List<Column<T>> columns, Stream<T> lines, Writer out) {
    try (JsonGenerator json = JSON.createGenerator(new Unclosed(out))) {
      json.writeStartArray();
      lines.forEach(line -> {
        json.writeStartObject();
        for (Column<T> column : columns) {
          Object value = column.value().apply(line);
          if (value instanceof Integer number) {
            json.writeNumberProperty(column.name(), number);
          } else if (value instanceof BigDecimal number) {
            json.writeNumberProperty(column.name(), number);
          } else {
            json.writeStringProperty(column.name(), String.valueOf(value));
          }
        }
        json.writeEndObject();
      });
      json.writeEndArray();
    }
  }

  /// A cell that no spreadsheet takes for a formula (CWE-1236).
  static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  /// Leaves closing to whoever opened the writer.
  private static final class Unclosed extends java.io.FilterWriter {
    Unclosed(Writer out) {
      super(out);
    }

    @Override
    public void close() throws java.io.IOException {
      flush();
    }
  }
}
