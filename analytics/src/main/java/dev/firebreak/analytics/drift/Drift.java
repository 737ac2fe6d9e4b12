package dev.firebreak.analytics.drift;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /// How many accounts of a source can be compared by an attribute, and how many agree.
  private record Agreement(int compared, int agree) {

    static final Agreement NONE = new Agreement(0, 0);

    Agreement plus(Agreement other, int times) {
      return new Agreement(compared + times * other.compared, agree + times * other.agree);
    }

    double share() {
      return compared < FEWEST ? 0 : (double) agree / compared;
    }

    /// Whether accounts are told one by one, the source is, or nothing.
    int band() {
      return share() >= ONE_BY_ONE ? 2 : share() >= COMPARABLE ? 1 : 0;
    }
  }

  private final GraphSnapshot snapshot;
  private final Set<String> authoritative;
  private final boolean known;
  private final Map<Said, Agreement> agreements;

  private Drift(
      GraphSnapshot snapshot,
      Set<String> authoritative,
      boolean known,
      Map<Said, Agreement> agreements) {
    this.snapshot = snapshot;
    this.authoritative = authoritative;
    this.known = known;
    this.agreements = agreements;
  }

  /// All findings: accounts, then sources.
  ///
  /// @param authoritative the ids of the sources that say who is a person of the organisation;
  ///   where none of them has an account in the graph nothing is found
  public static List<Finding> find(GraphSnapshot snapshot, Set<String> authoritative) {
    Found found = Found.all();
    of(snapshot, authoritative).judge(found);
    return found.list();
  }

  /// The findings among the accounts of a part of a graph, by how far the sources agree in the
  /// whole.
  ///
  /// @param agreed what [#agreed] said of the whole; an attribute of which it says nothing is not
  ///   compared
  public static List<Finding> find(
      GraphSnapshot part, Set<String> authoritative, List<Agreed> agreed) {
    Map<Said, Agreement> agreements = new HashMap<>();
    for (Agreed each : agreed) {
      agreements.put(
          new Said(each.source(), Attribute.called(each.attribute())),
          new Agreement(each.compared(), each.agree()));
    }
    Found found = Found.all();
    new Drift(part, authoritative, true, agreements).judge(found);
    return found.list();
  }

  /// How far a source agrees, by attribute.
  public List<Agreed> agreed(String source) {
    return Arrays.stream(Attribute.values())
        .filter(each -> agreements.containsKey(new Said(source, each)))
        .map(each -> {
          Agreement agreement = agreement(source, each);
          return new Agreed(source, each.word(), agreement.compared(), agreement.agree());
        })
        .toList();
  }

  /// The id of the source that a drift is of.
  public static String source(Finding finding) {
    NodeKey subject = NodeKey.parse(finding.key().subject());
    return finding.key().rule().equals(SOURCE.id()) ? subject.id() : subject.source();
  }

  /// Compares all accounts.
  public static Drift of(GraphSnapshot snapshot, Set<String> authoritative) {
    boolean known =
        snapshot
            .nodes(NodeKind.ACCOUNT)
            .anyMatch(i -> authoritative.contains(String.valueOf(snapshot.source(i))));
    Drift drift = new Drift(snapshot, authoritative, known, new HashMap<>());
    if (known) {
      drift.pairs(snapshot.nodes(NodeKind.IDENTITY)).forEach(pair -> drift.count(pair, 1));
    }
    return drift;
  }

  /// Judges everybody.
  public void judge(Found found) {
    if (known) {
      accounts(pairs(snapshot.nodes(NodeKind.IDENTITY)), found);
      sources(found);
    }
  }

  /// Judges some identities in a changed snapshot with the same nodes.
  ///
  /// @param changed the identities of which something is otherwise
  /// @return false, and nothing is judged, where so many agree now or disagree that a source has to
  ///   be judged as a whole
  public boolean judge(GraphSnapshot after, int[] changed, Found found) {
    if (!known) {
      return true;
    }
    Drift now = new Drift(after, authoritative, true, new HashMap<>(agreements));
    pairs(Arrays.stream(changed)).forEach(pair -> now.count(snapshot, pair, -1));
    List<Pair> pairs = now.pairs(Arrays.stream(changed));
    pairs.forEach(pair -> now.count(pair, 1));
    boolean same =
        now.agreements.entrySet().stream()
            .allMatch(each ->
                each.getValue().band()
                    == agreements.getOrDefault(each.getKey(), Agreement.NONE).band());
    if (same) {
      now.accounts(pairs, found);
    }
    return same;
  }

  private List<Pair> pairs(IntStream identities) {
    return identities
        .boxed()
        .flatMap(identity -> Pair.of(snapshot, authoritative, identity))
        .toList();
  }

  private void count(Pair pair, int times) {
    count(snapshot, pair, times);
  }

  private void count(GraphSnapshot of, Pair pair, int times) {
    for (Attribute each : Attribute.values()) {
      if (pair.compares(of, each)) {
        Agreement one = new Agreement(1, pair.agrees(of, each) ? 1 : 0);
        agreements.merge(
            new Said(source(of, pair), each),
            Agreement.NONE.plus(one, times),
            (known, more) -> known.plus(more, 1));
      }
    }
  }

  private static String source(GraphSnapshot of, Pair pair) {
    return String.valueOf(of.source(of.to(pair.owns())));
  }

  private Agreement agreement(String source, Attribute attribute) {
    return agreements.getOrDefault(new Said(source, attribute), Agreement.NONE);
  }

  private void accounts(List<Pair> pairs, Found found) {
    for (Pair pair : pairs) {
      String key = snapshot.key(snapshot.to(pair.owns()));
      if (isUnbacked(pair)) {
        found.add(ACTIVE.key(key, ""), () -> active(pair));
      }
    }
    for (Pair pair : pairs) {
      List<Attribute> other =
          Arrays.stream(Attribute.values())
              .filter(each -> agreement(source(snapshot, pair), each).band() == 2)
              .filter(each -> pair.disagrees(snapshot, each))
              .toList();
      if (!other.isEmpty()) {
        found.add(
            ATTRIBUTES.key(snapshot.key(snapshot.to(pair.owns())), ""),
            () -> attributes(pair, other));
      }
    }
  }

  private void sources(Found found) {
    Map<String, List<Pair>> bySource =
        pairs(snapshot.nodes(NodeKind.IDENTITY)).stream()
            .collect(
                Collectors.groupingBy(
                    pair -> source(snapshot, pair), TreeMap::new, Collectors.toList()));
    bySource.forEach((source, accounts) -> {
      for (Attribute each : Attribute.values()) {
        if (agreement(source, each).band() == 1) {
          source(source, accounts, each)
              .forEach(finding -> found.add(finding.key(), () -> finding));
        }
      }
    });
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
