package dev.firebreak.web.view;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The resources that no harvest could use so far, as stored.
@Component
public final class RejectedResources {

  record OfSource(String source, int limit) {}

  record Row(
      String endpoint,
      @Nullable String id,
      String reason,
      String pointer,
      ZonedDateTime firstSeen,
      ZonedDateTime lastSeen,
      long tries) {}

  record Total(String source, long total) {}

  static final Query<OfSource, Row> REJECTED =
      Query.read("read/rejected-resources", OfSource.class, Row.class);
  static final Query<None, Total> TOTALS =
      Query.read("read/rejected-totals", None.class, Total.class);

  private final IdentityGraph graph;

  RejectedResources(IdentityGraph graph) {
    this.graph = graph;
  }

  /// A resource that waits to be read well.
  ///
  /// @param id as its source gave it; null when it has none
  /// @param pointer where in the resource the trouble is (RFC 6901)
  /// @param tries how many harvests could not use it
  public record Rejected(
      String endpoint,
      @Nullable String id,
      String reason,
      String pointer,
      Instant firstSeen,
      Instant lastSeen,
      long tries) {}

  /// Those of one source, the most often tried first.
  public List<Rejected> of(String source, int limit) {
    return graph.ask(REJECTED, new OfSource(source, limit)).stream()
        .map(row ->
            new Rejected(
                row.endpoint(),
                row.id(),
                row.reason(),
                row.pointer(),
                row.firstSeen().toInstant(),
                row.lastSeen().toInstant(),
                row.tries()))
        .toList();
  }

  /// How many there are by source; sources without any are absent.
  public Map<String, Long> totals() {
    return graph.ask(TOTALS, None.NONE).stream()
        .collect(Collectors.toMap(Total::source, Total::total));
  }
}
