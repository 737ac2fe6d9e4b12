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

  record UseRow(
      String account,
      String entitlement,
      ZonedDateTime lastUsed,
      @Nullable Long count,
      @Nullable ZonedDateTime firstUsed,
      @Nullable List<Long> weeks,
      @Nullable Boolean whole) {

    Usage.Use use() {
      return new Usage.Use(
          account,
          entitlement,
          lastUsed.toInstant(),
          count == null ? 1 : count,
          weeks == null
              ? Rhythm.NOT_KNOWN
              : new Rhythm(
                  firstUsed == null ? null : firstUsed.toInstant(),
                  weeks,
                  Boolean.TRUE.equals(whole)));
    }
  }

  record CoverageRow(
      String source,
      String entitlement,
      ZonedDateTime from,
      ZonedDateTime to,
      @Nullable String feed) {}

  static final Query<None, UseRow> USES = Query.read("analytics/uses", None.class, UseRow.class);
  static final Query<None, CoverageRow> COVERAGE =
      Query.read("analytics/usage-coverage", None.class, CoverageRow.class);

  private UsageReader() {}

  /// Reads all uses and all covered times.
  public static Usage read(IdentityGraph graph) {
    return new Usage(
        graph.ask(USES, None.NONE).stream().map(UseRow::use).toList(),
        graph.ask(COVERAGE, None.NONE).stream()
            .map(row ->
                new Usage.Coverage(
                    row.source(),
                    row.entitlement(),
                    new Period(row.from().toInstant(), row.to().toInstant()),
                    row.feed() == null ? Usage.FILES : row.feed()))
            .toList());
  }
}
