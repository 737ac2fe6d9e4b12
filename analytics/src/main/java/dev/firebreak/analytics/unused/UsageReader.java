package dev.firebreak.analytics.unused;

import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what harvests of usage feeds stored.
public final class UsageReader {

  record UseRow(String account, String entitlement, ZonedDateTime lastUsed, @Nullable Long count) {}

  record CoverageRow(String source, String entitlement, ZonedDateTime from, ZonedDateTime to) {}

  static final Query<None, UseRow> USES = Query.read("analytics/uses", None.class, UseRow.class);
  static final Query<None, CoverageRow> COVERAGE =
      Query.read("analytics/usage-coverage", None.class, CoverageRow.class);

  private UsageReader() {}

  /// Reads all uses and all covered times.
  public static Usage read(IdentityGraph graph) {
    List<Usage.Use> uses =
        graph.ask(USES, None.NONE).stream()
            .map(row ->
                new Usage.Use(
                    row.account(),
                    row.entitlement(),
                    row.lastUsed().toInstant(),
                    row.count() == null ? 1 : row.count()))
            .toList();
    List<Usage.Coverage> coverage =
        graph.ask(COVERAGE, None.NONE).stream()
            .map(row ->
                new Usage.Coverage(
                    row.source(),
                    row.entitlement(),
                    new Period(row.from().toInstant(), row.to().toInstant())))
            .toList();
    return new Usage(uses, coverage);
  }
}
