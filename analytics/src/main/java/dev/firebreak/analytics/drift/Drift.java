package dev.firebreak.analytics.drift;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.RiskRule;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds accounts that an application has active although no authoritative source has an account of
/// their identity that is not inactive, and attributes that an application has otherwise than every
/// authoritative source. Leavers, whose identity is inactive, are told elsewhere.
///
/// A source may call things its own way. An attribute is compared only where at least [#COMPARABLE]
/// of the accounts agree about it and [#FEWEST] of them can be compared; from [#ONE_BY_ONE] on each
/// account that disagrees is a finding, below that the source is one.
public final class Drift {

  static final double COMPARABLE = 0.5;
  static final double ONE_BY_ONE = 0.9;
  static final int FEWEST = 5;

  private static final String[] FRAMEWORKS = {
    "NIST AC-2", "CSF PR.AA-01", "ISO 27001 A.5.16", "SOX ITGC"
  };
  static final RiskRule ACTIVE =
      RiskRule.of(FindingKind.DRIFT, "drift-active", "Active without its authority", FRAMEWORKS);
  static final RiskRule ATTRIBUTES =
      RiskRule.of(FindingKind.DRIFT, "drift-attributes", "Attributes disagree", FRAMEWORKS);
  static final RiskRule SOURCE =
      RiskRule.of(FindingKind.DRIFT, "drift-source", "Attributes of a source disagree", FRAMEWORKS);
  private static final int SHOWN = 3;

  private record Said(String source, Attribute attribute) {}

  private final GraphSnapshot snapshot;
  private final List<Pair> pairs;

  private Drift(GraphSnapshot snapshot, Set<String> authoritative) {
    this.snapshot = snapshot;
    this.pairs = Pair.all(snapshot, authoritative);
  }

  /// All findings: accounts, then sources.
  ///
  /// @param authoritative the ids of the sources that say who is a person of the organisation;
  ///   where none of them has an account in the graph nothing is found
  public static List<Finding> find(GraphSnapshot snapshot, Set<String> authoritative) {
    boolean known =
        snapshot
            .nodes(NodeKind.ACCOUNT)
            .anyMatch(i -> authoritative.contains(String.valueOf(snapshot.source(i))));
    return known ? new Drift(snapshot, authoritative).find() : List.of();
  }

  private List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    pairs.stream().filter(this::isUnbacked).map(this::active).forEach(findings::add);
    Map<String, List<Pair>> bySource =
        pairs.stream()
            .collect(
                Collectors.groupingBy(
                    pair -> String.valueOf(account(pair).source()),
                    TreeMap::new,
                    Collectors.toList()));
    List<Finding> ofSources = new ArrayList<>();
    bySource.forEach((source, accounts) -> {
      Map<Said, Double> share = new java.util.HashMap<>();
      Arrays.stream(Attribute.values())
          .forEach(each -> share.put(new Said(source, each), share(accounts, each)));
      for (Pair pair : accounts) {
        List<Attribute> other =
            Arrays.stream(Attribute.values())
                .filter(each -> share.getOrDefault(new Said(source, each), 0.0) >= ONE_BY_ONE)
                .filter(each -> pair.disagrees(snapshot, each))
                .toList();
        if (!other.isEmpty()) {
          findings.add(attributes(pair, other));
        }
      }
      for (Attribute each : Attribute.values()) {
        double agree = share.getOrDefault(new Said(source, each), 0.0);
        if (agree >= COMPARABLE && agree < ONE_BY_ONE) {
          ofSources.addAll(source(source, accounts, each));
        }
      }
    });
    findings.addAll(ofSources);
    return List.copyOf(findings);
  }

  private double share(List<Pair> accounts, Attribute attribute) {
    long compared = accounts.stream().filter(pair -> pair.compares(snapshot, attribute)).count();
    long agree = accounts.stream().filter(pair -> pair.agrees(snapshot, attribute)).count();
    return compared < FEWEST ? 0 : (double) agree / compared;
  }

  /// A service or agent that no source of people ever knew is none of their business.
  private boolean isUnbacked(Pair pair) {
    return account(pair).active() == Active.YES
        && !(identity(pair).identityKind().isProgram() && pair.authorities().isEmpty())
        && pair.authorities().stream().allMatch(e -> snapshot.active(snapshot.to(e)) == Active.NO);
  }

  private Node account(Pair pair) {
    return snapshot.node(snapshot.to(pair.owns()));
  }

  private Node identity(Pair pair) {
    return snapshot.node(snapshot.from(pair.owns()));
  }

  private List<AccessPath> because(Pair pair) {
    int from = snapshot.from(pair.owns());
    List<AccessPath> because = new ArrayList<>();
    because.add(
        AccessPath.along(
            snapshot, account(pair).name(), "application", from, List.of(pair.owns())));
    pair.authorities().stream()
        .limit(SHOWN)
        .forEach(e ->
            because.add(
                AccessPath.along(
                    snapshot, snapshot.name(snapshot.to(e)), "authority", from, List.of(e))));
    return because;
  }

  private Finding active(Pair pair) {
    Node account = account(pair);
    return ACTIVE.finding(
        account,
        "",
        Severity.MEDIUM,
        "The account %s%s of %s is active, and %s."
            .formatted(
                account.name(),
                Wording.in(snapshot, account.source()),
                identity(pair).name(),
                pair.authorities().isEmpty()
                    ? "no source of people has an account of theirs"
                    : "every source of people has them inactive"),
        because(pair),
        1);
  }

  private Finding attributes(Pair pair, List<Attribute> other) {
    Node account = account(pair);
    Node authority = snapshot.node(snapshot.to(pair.authorities().getFirst()));
    String theirs = Wording.source(snapshot, String.valueOf(authority.source()));
    String what =
        other.stream()
            .map(each ->
                each.told()
                    ? "the %s %s where %s has %s"
                        .formatted(each.word(), each.shown(account), theirs, each.shown(authority))
                    : "another %s than %s".formatted(each.word(), theirs))
            .collect(Collectors.joining(" and "));
    return ATTRIBUTES.finding(
        account,
        "",
        other.contains(Attribute.EMAIL) ? Severity.LOW : Severity.INFO,
        "The account %s%s of %s has %s."
            .formatted(
                account.name(),
                Wording.in(snapshot, account.source()),
                identity(pair).name(),
                what),
        because(pair),
        1);
  }

  private List<Finding> source(String source, List<Pair> accounts, Attribute attribute) {
    List<Pair> other =
        accounts.stream().filter(pair -> pair.disagrees(snapshot, attribute)).toList();
    OptionalInt node = snapshot.find(NodeKey.source(source).value());
    if (node.isEmpty()) {
      return List.of();
    }
    List<AccessPath> because =
        other.stream().limit(SHOWN).flatMap(pair -> because(pair).stream()).toList();
    return List.of(
        SOURCE.finding(
            snapshot.node(node.getAsInt()),
            attribute.word(),
            Severity.INFO,
            "%s has another %s than the source of people for %d of %d accounts."
                .formatted(
                    Wording.source(snapshot, source),
                    attribute.word(),
                    other.size(),
                    accounts.stream().filter(pair -> pair.compares(snapshot, attribute)).count()),
            because,
            other.size()));
  }
}
