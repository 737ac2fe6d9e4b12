package dev.firebreak.analytics.slice;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.WideRadius;
import dev.firebreak.analytics.dormant.DormantAccounts;
import dev.firebreak.analytics.drift.Agreed;
import dev.firebreak.analytics.drift.Drift;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.outlier.OutlierRules;
import dev.firebreak.analytics.privileged.Privilege;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.RiskRules;
import dev.firebreak.analytics.run.SnapshotRules;
import dev.firebreak.analytics.toxic.Ruleset;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.unused.UnusedEntitlements;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A rule with all that it goes by besides the graph, so that it can be run again anywhere. What a
/// kind of rule does not ask for is absent or empty.
///
/// @param id the rule's id
/// @param version its version
/// @param name its name for people
/// @param frameworks the controls that ask for it
/// @param authoritative the ids of the sources that say who is a person of the organisation
/// @param windowDays how many days without use make a grant or an account unused
/// @param factor from how many times the peers' median on a blast radius is too wide
/// @param privilegedFrom the least sensitivity of what is privileged
/// @param outlier when somebody stands out
/// @param managing the rights that let their holder decide who may open a safe, by source
/// @param combination the functions that must not be combined
/// @param usage what the usage feeds say
/// @param agreed how far the source agrees with those of people in the whole graph
/// @param peerMedian the median of the peers' weighted radii, where they are too many to be kept
public record RuleText(
    FindingKind kind,
    String id,
    int version,
    String name,
    List<String> frameworks,
    List<String> authoritative,
    @Nullable Integer windowDays,
    @Nullable String factor,
    @Nullable Integer privilegedFrom,
    @Nullable OutlierText outlier,
    List<ManagingRights> managing,
    @Nullable CombinationText combination,
    @Nullable UsageText usage,
    @Nullable List<Agreed> agreed,
    @Nullable String peerMedian) {

  /// See [OutlierRules]; numbers with a fraction are text.
  public record OutlierText(int peers, String bar, String falseDiscovery) {}

  /// The managing rights of a source.
  public record ManagingRights(String source, List<String> rights) {}

  public RuleText {
    frameworks = List.copyOf(frameworks);
    authoritative = List.copyOf(authoritative);
    managing = List.copyOf(managing);
    agreed = agreed == null ? null : List.copyOf(agreed);
  }

  /// The rule of a finding.
  ///
  /// @param nodes the slice that it is to run on
  static RuleText of(Finding finding, GraphSnapshot snapshot, BitSet nodes, AnalysisInputs inputs) {
    FindingKind kind = finding.key().kind();
    AnalysisRules rules = inputs.rules();
    RiskRules risks = rules.risks();
    boolean byUse = kind == FindingKind.UNUSED || kind == FindingKind.DORMANT;
    boolean byPeople =
        kind == FindingKind.ORPHAN || kind == FindingKind.OWNERLESS || kind == FindingKind.DRIFT;
    boolean byPrivilege =
        kind == FindingKind.OUTSIDE_VAULT || kind == FindingKind.STANDING_PRIVILEGE;
    int window = kind == FindingKind.DORMANT ? risks.dormantWindowDays() : rules.unusedWindowDays();
    return new RuleText(
        kind,
        finding.key().rule(),
        finding.ruleVersion(),
        finding.ruleName(),
        finding.frameworks(),
        byPeople ? List.copyOf(new TreeSet<>(inputs.authoritative())) : List.of(),
        byUse ? window : null,
        kind == FindingKind.BLAST_RADIUS ? Double.toString(rules.radiusFactor()) : null,
        byPrivilege ? risks.privilege().bar() : null,
        kind == FindingKind.OUTLIER
            ? new OutlierText(
                risks.outlier().peers(),
                Double.toString(risks.outlier().bar()),
                Double.toString(risks.outlier().falseDiscovery()))
            : null,
        kind == FindingKind.SAFE
            ? new TreeMap<>(risks.managingRights())
                .entrySet().stream()
                    .map(each ->
                        new ManagingRights(
                            each.getKey(), List.copyOf(new TreeSet<>(each.getValue()))))
                    .toList()
            : List.of(),
        kind == FindingKind.TOXIC
            ? CombinationText.of(only(rules.sod(), finding.key().rule()))
            : null,
        byUse ? UsageText.of(inputs.usage(), snapshot, nodes, window) : null,
        kind == FindingKind.DRIFT
            ? Drift.of(snapshot, inputs.authoritative()).agreed(Drift.source(finding))
            : null,
        null);
  }

  /// The same without the peers: their median is told.
  RuleText told(double median) {
    return new RuleText(
        kind,
        id,
        version,
        name,
        frameworks,
        authoritative,
        windowDays,
        factor,
        privilegedFrom,
        outlier,
        managing,
        combination,
        usage,
        agreed,
        Double.toString(median));
  }

  /// One rule with its functions, of all the rules.
  static SodRules only(SodRules rules, String id) {
    for (Ruleset ruleset : rules.rulesets()) {
      for (SodRule rule : ruleset.rules()) {
        if (rule.id().equals(id)) {
          List<SodFunction> functions = rule.functions().stream().map(ruleset::function).toList();
          return SodRules.of(functions, List.of(rule));
        }
      }
    }
    return SodRules.NONE;
  }

  /// Everything that the rule finds in a graph.
  List<Finding> run(GraphSnapshot snapshot) {
    return switch (kind) {
      case UNUSED -> UnusedEntitlements.report(snapshot, told(), window()).findings();
      case DORMANT -> DormantAccounts.find(snapshot, told(), window());
      case QUARANTINE -> List.of();
      case DRIFT ->
          agreed == null
              ? bySnapshot(snapshot)
              : Drift.find(snapshot, Set.copyOf(authoritative), agreed);
      case BLAST_RADIUS ->
          peerMedian == null
              ? bySnapshot(snapshot)
              : WideRadius.find(
                  snapshot,
                  Radii.all(snapshot),
                  rules().radiusFactor(),
                  Double.parseDouble(peerMedian));
      case TOXIC,
          LEAVER,
          ORPHAN,
          OWNERLESS,
          OUTLIER,
          OUTSIDE_VAULT,
          STANDING_PRIVILEGE,
          SHARED,
          SAFE,
          GROUP_CYCLE,
          EMPTY_GROUP,
          DUPLICATE_GROUP ->
          bySnapshot(snapshot);
    };
  }

  private List<Finding> bySnapshot(GraphSnapshot snapshot) {
    return SnapshotRules.of(kind, Set.copyOf(authoritative), rules()).orElseThrow().apply(snapshot);
  }

  private Usage told() {
    return usage == null ? Usage.none() : usage.usage();
  }

  private int window() {
    return windowDays == null ? UnusedEntitlements.DEFAULT_WINDOW_DAYS : windowDays;
  }

  private AnalysisRules rules() {
    AnalysisRules usual =
        AnalysisRules.of(combination == null ? SodRules.NONE : combination.rules());
    RiskRules risks = usual.risks();
    return new AnalysisRules(
        usual.sod(),
        usual.unusedWindowDays(),
        factor == null ? usual.radiusFactor() : Double.parseDouble(factor),
        new RiskRules(
            risks.dormantWindowDays(),
            privilegedFrom == null ? risks.privilege() : new Privilege(privilegedFrom),
            outlier == null
                ? risks.outlier()
                : new OutlierRules(
                    outlier.peers(),
                    Double.parseDouble(outlier.bar()),
                    Double.parseDouble(outlier.falseDiscovery())),
            managing.stream()
                .collect(
                    Collectors.toMap(ManagingRights::source, each -> Set.copyOf(each.rights())))));
  }
}
