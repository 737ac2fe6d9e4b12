package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.Acceptance;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.run.FindingSummary;
import dev.firebreak.analytics.run.StoredFinding.State;
import dev.firebreak.analytics.toxic.Mitigation;
import dev.firebreak.analytics.toxic.Ruleset;
import dev.firebreak.analytics.toxic.ShippedRulesets;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.rules.RulesetFile;
import dev.firebreak.web.view.SodMatrix.Hits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Segregation of duties at a glance: who combines which functions, the rules, and what makes hits
/// acceptable until when.
@Component
public final class SodPages {

  /// How long before its end an acceptance is said to end soon.
  private static final Duration SOON = Duration.ofDays(Mitigation.DEFAULT_WARN_DAYS);

  private final Firebreak firebreak;
  private final FindingsReader findings;
  private final CurrentGraph current;

  SodPages(Firebreak firebreak, FindingsReader findings, CurrentGraph current) {
    this.firebreak = firebreak;
    this.findings = findings;
    this.current = current;
  }

  /// A rule with what is found by it.
  ///
  /// @param functions the names of its functions
  public record RuleLine(
      SodRule rule, String ruleset, int version, List<String> functions, Hits hits) {}

  /// How near the end of something is.
  public enum End {
    FAR,
    SOON,
    OVER
  }

  /// Something that makes hits acceptable for a time: a mitigation of a ruleset, or a finding that
  /// somebody accepted.
  ///
  /// @param rule the id of the rule
  /// @param subject for whom; null for everybody
  /// @param control what is done about it, or why it is accepted
  /// @param monitor who or what checks that it is done
  /// @param until the first instant at which it no longer counts
  /// @param holds how many findings it sets aside now
  /// @param finding the short name of the finding that is accepted; null for a mitigation
  /// @param ruleset the id of the ruleset that has it; null for an acceptance
  public record Waiver(
      String rule,
      @Nullable NodeRef subject,
      String control,
      String owner,
      @Nullable String monitor,
      Instant until,
      End end,
      long holds,
      @Nullable String finding,
      @Nullable String ruleset) {}

  /// @param rules those with the most open findings first, then by severity
  /// @param waivers the one that ends first before all others
  /// @param open how many open findings all rules have
  /// @param broken how many rules have open findings
  /// @param worst the highest severity among them
  /// @param rulesets those in use
  /// @param unused names of rulesets that ship and are not in use
  public record SodPage(
      SodMatrix matrix,
      List<RuleLine> rules,
      List<Waiver> waivers,
      long open,
      long broken,
      @Nullable Severity worst,
      List<RulesetFile> rulesets,
      List<String> unused) {

    /// How many waivers are over or end soon.
    public long ending() {
      return waivers.stream().filter(each -> each.end() != End.FAR).count();
    }
  }

  /// Everything at this moment.
  ///
  /// @param whole whether the matrix shows functions that nobody combines with another
  public SodPage now(boolean whole) {
    Map<String, Hits> hits = hits();
    List<RuleLine> rules = rules();
    List<RuleLine> broken = rules.stream().filter(line -> line.hits().open() > 0).toList();
    List<RulesetFile> files = firebreak.rulebook().files();
    return new SodPage(
        SodMatrix.of(firebreak.analysisRules().sod().rulesets(), hits, whole),
        rules,
        waivers(),
        broken.stream().mapToLong(line -> line.hits().open()).sum(),
        broken.size(),
        broken.stream()
            .map(line -> line.rule().level())
            .min(Comparator.naturalOrder())
            .orElse(null),
        files,
        ShippedRulesets.NAMES.stream()
            .filter(name -> files.stream().noneMatch(file -> file.id().equals(name)))
            .toList());
  }

  /// Every two functions that a rule keeps apart.
  public List<SodMatrix.Cell> pairs() {
    return SodMatrix.cells(firebreak.analysisRules().sod().rulesets(), hits());
  }

  /// Every rule, those with the most open findings first, then by severity.
  public List<RuleLine> rules() {
    Map<String, Hits> hits = hits();
    List<RuleLine> lines = new ArrayList<>();
    for (Ruleset ruleset : firebreak.analysisRules().sod().rulesets()) {
      for (SodRule rule : ruleset.rules()) {
        lines.add(
            new RuleLine(
                rule,
                ruleset.id(),
                ruleset.version(),
                rule.functions().stream().map(id -> ruleset.function(id).name()).toList(),
                hits.getOrDefault(rule.id(), Hits.NONE)));
      }
    }
    lines.sort(
        Comparator.<RuleLine>comparingLong(line -> -line.hits().open())
            .thenComparing(line -> line.rule().level())
            .thenComparingLong(line -> -line.hits().aside()));
    return List.copyOf(lines);
  }

  private Map<String, Hits> hits() {
    return toxic()
        .collect(
            Collectors.groupingBy(
                stored -> stored.key().rule(),
                Collectors.collectingAndThen(
                    Collectors.groupingBy(FindingSummary::state, Collectors.counting()),
                    counts ->
                        new Hits(
                            counts.getOrDefault(State.OPEN, 0L),
                            counts.getOrDefault(State.MITIGATED, 0L),
                            counts.getOrDefault(State.ACCEPTED, 0L),
                            counts.getOrDefault(State.UPCOMING, 0L)))));
  }

  private Stream<FindingSummary> toxic() {
    return findings.all().stream().filter(stored -> stored.key().kind() == FindingKind.TOXIC);
  }

  /// Everything that makes hits acceptable, what ends first before all others.
  public List<Waiver> waivers() {
    Instant now = firebreak.clock().instant();
    GraphSnapshot snapshot = current.snapshot();
    List<Waiver> waivers = new ArrayList<>();
    for (Ruleset ruleset : firebreak.analysisRules().sod().rulesets()) {
      for (Mitigation mitigation : ruleset.mitigations()) {
        waivers.add(mitigation(mitigation, ruleset.id(), snapshot, now));
      }
    }
    toxic()
        .filter(stored -> stored.state() == State.ACCEPTED)
        .map(stored -> acceptance(stored, snapshot, now))
        .filter(Objects::nonNull)
        .forEach(waivers::add);
    waivers.sort(Comparator.comparing(Waiver::until).thenComparing(Waiver::rule));
    return List.copyOf(waivers);
  }

  private Waiver mitigation(
      Mitigation mitigation, String ruleset, GraphSnapshot snapshot, Instant now) {
    String subject = mitigation.subject();
    return new Waiver(
        mitigation.rule(),
        subject == null ? null : subject(snapshot, subject),
        mitigation.control(),
        mitigation.owner(),
        mitigation.monitor(),
        mitigation.end(),
        !mitigation.countsAt(now) ? End.OVER : mitigation.endsSoon(now) ? End.SOON : End.FAR,
        toxic()
            .filter(stored -> stored.state() == State.MITIGATED)
            .filter(stored -> stored.key().rule().equals(mitigation.rule()))
            .filter(stored -> subject == null || stored.key().subject().equals(subject))
            .count(),
        null,
        ruleset);
  }

  private static @Nullable Waiver acceptance(
      FindingSummary stored, GraphSnapshot snapshot, Instant now) {
    Acceptance acceptance = stored.acceptance();
    return acceptance == null
        ? null
        : new Waiver(
            stored.key().rule(),
            NodeRef.of(
                snapshot, stored.key().subject(), stored.subjectKind(), stored.subjectName()),
            acceptance.reason(),
            acceptance.by(),
            null,
            acceptance.until(),
            now.isBefore(acceptance.until().minus(SOON)) ? End.FAR : End.SOON,
            1,
            stored.id(),
            null);
  }

  private static NodeRef subject(GraphSnapshot snapshot, String key) {
    return NodeRef.of(snapshot, key, NodeKind.IDENTITY, key + " (not in the graph)");
  }
}
