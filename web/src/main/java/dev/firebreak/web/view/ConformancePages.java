package dev.firebreak.web.view;

import dev.firebreak.ingest.profile.Conformance;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.ProbeTarget;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.config.Probes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How each source keeps to the standard: what it says of itself beside what was measured.
@Component
public final class ConformancePages {

  private final Firebreak firebreak;
  private final SourcePages sources;
  private final EvidenceLog evidence;
  private final Probes probes;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  ConformancePages(Firebreak firebreak, SourcePages sources, EvidenceLog evidence) {
    this.firebreak = firebreak;
    this.sources = sources;
    this.evidence = evidence;
    this.probes = new Probes(firebreak);
  }

  /// One point.
  ///
  /// @param does what a source does when the verdict is yes
  /// @param by by which means, and where the standard says so
  /// @param writes whether it takes a change to find out
  /// @param claimed what the source said of it when it was measured
  /// @param value a number or words where yes and no do not say all, or null
  /// @param evidence what was asked and what came; null when it never was
  /// @param at when it was measured; null when it never was
  /// @param contradicted whether the source says another thing than it does
  /// @param before what the probe before had found, where that was another thing; else null
  public record Line(
      Point point,
      String does,
      String by,
      boolean writes,
      Support claimed,
      Verdict verdict,
      @Nullable String value,
      @Nullable String evidence,
      @Nullable Instant at,
      boolean contradicted,
      @Nullable String before) {}

  /// @param source its id
  /// @param probedAt when it was probed last, or null
  /// @param comparedWith when it was probed before that, or null
  /// @param on what was asked about, or null
  /// @param alarm what must be put right by hand, or null
  /// @param changed how many points came out another way than before
  /// @param contradicted on how many points it says another thing than it does
  /// @param configured whether it can be probed
  /// @param quirks in which it differs from the standard, in the order in which they are mended;
  ///   none when the configuration does not have the source
  public record ConformanceView(
      String source,
      String name,
      @Nullable Instant probedAt,
      @Nullable Instant comparedWith,
      @Nullable String on,
      @Nullable String alarm,
      int changed,
      long contradicted,
      boolean configured,
      List<QuirkLine> quirks,
      List<Line> points) {}

  /// What is known of a source.
  ///
  /// @throws NotThere when there is no such source
  public ConformanceView of(String id) {
    SourcePages.SourceView source =
        sources.all().stream()
            .filter(view -> view.source().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotThere("There is no source with the id " + id + "."));
    return view(
        id, source.source().name(), firebreak.sources().find(id).orElse(null), probes.of(id));
  }

  /// Probes a source now.
  ///
  /// @param target the resource to change and restore; null to change nothing
  /// @param by who asks
  /// @return false when this source is being probed already
  /// @throws NotThere when the configuration has no such source
  /// @throws dev.firebreak.web.config.NothingToProbe when it is one of files
  /// @throws dev.firebreak.scim.resource.ScimFailure when it does not answer
  public boolean probe(String id, @Nullable ProbeTarget target, String by) {
    SourceConfig source =
        firebreak
            .sources()
            .find(id)
            .orElseThrow(
                () -> new NotThere("The configuration has no source with the id " + id + "."));
    if (!underWay.add(id)) {
      return false;
    }
    try {
      if (target == null) {
        probes.read(source);
      } else {
        probes.write(source, target, by, evidence);
      }
      return true;
    } finally {
      underWay.remove(id);
    }
  }

  static ConformanceView view(
      String id, String name, @Nullable SourceConfig source, Conformance conformance) {
    CapabilityProfile now = conformance.now();
    CapabilityProfile before = conformance.before();
    List<CapabilityProfile.Change> changes = conformance.changes();
    List<Line> lines =
        Arrays.stream(Point.values()).map(point -> line(point, now, changes)).toList();
    return new ConformanceView(
        id,
        name,
        now == null ? null : now.at(),
        before == null ? null : before.at(),
        now == null ? null : now.on(),
        now == null ? null : now.alarm(),
        changes.size(),
        lines.stream().filter(Line::contradicted).count(),
        source != null && source.files() == null,
        source == null ? List.of() : QuirkLine.of(source, now),
        lines);
  }

  private static Line line(
      Point point, @Nullable CapabilityProfile now, List<CapabilityProfile.Change> changes) {
    Measurement measured = now == null ? null : now.of(point).orElse(null);
    if (measured == null) {
      return new Line(
          point,
          point.does(),
          point.by(),
          point.writes(),
          Support.UNKNOWN,
          Verdict.UNKNOWN,
          null,
          null,
          null,
          false,
          null);
    }
    return new Line(
        point,
        point.does(),
        point.by(),
        point.writes(),
        measured.claimed(),
        measured.verdict(),
        measured.value(),
        measured.evidence(),
        measured.at(),
        measured.contradicted(),
        changes.stream()
            .filter(change -> change.now().point() == point)
            .findFirst()
            .map(CapabilityProfile.Change::before)
            .map(ConformancePages::said)
            .orElse(null));
  }

  private static String said(Measurement measured) {
    String word = measured.verdict().name().toLowerCase(Locale.ROOT);
    return measured.value() == null ? word : word + " (" + measured.value() + ")";
  }
}
