package dev.firebreak.ingest.profile;

import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.query.Query.None;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The profiles of all sources, as stored: the last [#KEPT] of each.
public final class ProfileStore {
  /// Profiles of one source beyond which the oldest go. Each holds all that is known when it is
  /// made, so nothing that was measured is lost with them.
  static final int KEPT = 10;

  record PointRow(
      String point,
      String verdict,
      @Nullable String value,
      String claimed,
      String evidence,
      Instant at) {}

  record Save(
      String key,
      String source,
      Instant at,
      String subject,
      @Nullable String alarm,
      List<PointRow> rows) {}

  record OfSource(String source) {}

  record Prune(String source, int kept) {}

  record Row(
      String key,
      ZonedDateTime at,
      String subject,
      @Nullable String alarm,
      String point,
      String verdict,
      @Nullable String value,
      String claimed,
      String evidence,
      ZonedDateTime measuredAt) {}

  static final Query<Save, None> SAVE = Query.write("ingest/save-profile", Save.class, None.class);
  static final Query<Prune, None> PRUNE =
      Query.write("ingest/prune-profiles", Prune.class, None.class);
  static final Query<OfSource, Row> LAST =
      Query.read("ingest/last-profiles", OfSource.class, Row.class);

  private final IdentityGraph graph;

  public ProfileStore(IdentityGraph graph) {
    this.graph = graph;
  }

  /// Keeps a profile, and lets those go that are beyond [#KEPT].
  public void save(String source, CapabilityProfile profile) {
    graph.apply(
        SAVE,
        new Save(
            source + "/" + profile.at(),
            source,
            profile.at(),
            profile.on(),
            profile.alarm(),
            profile.measurements().stream()
                .map(each ->
                    new PointRow(
                        each.point().name(),
                        each.verdict().name(),
                        each.value(),
                        each.claimed().name(),
                        each.evidence(),
                        each.at()))
                .toList()));
    graph.apply(PRUNE, new Prune(source, KEPT));
  }

  /// What is known of a source.
  public Conformance of(String source) {
    Map<String, List<Row>> profiles = new LinkedHashMap<>();
    graph
        .ask(LAST, new OfSource(source))
        .forEach(row -> profiles.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row));
    List<CapabilityProfile> last = profiles.values().stream().map(ProfileStore::profile).toList();
    return new Conformance(
        last.isEmpty() ? null : last.getFirst(), last.size() < 2 ? null : last.get(1));
  }

  private static CapabilityProfile profile(List<Row> rows) {
    Row first = rows.getFirst();
    return new CapabilityProfile(
        first.at().toInstant(),
        first.subject(),
        rows.stream().flatMap(row -> measurement(row).stream()).toList(),
        first.alarm());
  }

  /// Empty for a point that only another release knows.
  private static Optional<Measurement> measurement(Row row) {
    return Arrays.stream(Point.values())
        .filter(point -> point.name().equals(row.point()))
        .findFirst()
        .map(point ->
            new Measurement(
                point,
                Verdict.valueOf(row.verdict()),
                row.value(),
                Support.valueOf(row.claimed()),
                row.evidence(),
                row.measuredAt().toInstant()));
  }
}
