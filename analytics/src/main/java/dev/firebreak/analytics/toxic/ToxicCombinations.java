package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Found;
import dev.firebreak.analytics.finding.Standing;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.analytics.reach.Walks;
import dev.firebreak.analytics.toxic.HoldingTime.Span;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds every rule that a subject matches by all it reaches. The subject is the highest common
/// node: one that reaches all functions of the rule while nothing it leads to does, so that one
/// group is blamed once and not each of its members. Of a cycle, the node with the smallest key
/// stands for all. An account is lifted to the identities that own it, if any do.
public final class ToxicCombinations {

  private final GraphSnapshot snapshot;
  private final SodRules rules;
  private final CompiledRules compiled;
  private final HoldingTime times;
  private final Walk forward;
  private final Walk backward;
  private final Instant toldAt;

  private final Found found;

  private ToxicCombinations(
      GraphSnapshot snapshot,
      SodRules rules,
      CompiledRules compiled,
      Walks walks,
      Instant toldAt,
      Found found) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.compiled = compiled;
    this.times = new HoldingTime(snapshot, compiled.leaves());
    this.forward = walks.forward();
    this.backward = walks.backward();
    this.toldAt = toldAt;
    this.found = found;
  }

  /// All that hold as of the snapshot, mitigated or not, in the order of the rules, of the systems
  /// where a rule is for one system, and of the subjects' keys.
  public static List<Finding> find(GraphSnapshot snapshot, SodRules rules) {
    return find(snapshot, rules, snapshot.asOf());
  }

  /// @param toldAt the instant that stories and standings are told for
  static List<Finding> find(GraphSnapshot snapshot, SodRules rules, Instant toldAt) {
    CompiledRules compiled = new CompiledRules(snapshot, rules);
    if (compiled.cases().isEmpty()) {
      return List.of();
    }
    Found found = Found.all();
    new ToxicCombinations(snapshot, rules, compiled, Walks.of(snapshot), toldAt, found)
        .judge(new LeafReach(ReachGraph.of(snapshot), compiled.leaves()));
    return found.list();
  }

  /// What the rules need of a snapshot to be asked of changed ones, with the same nodes, in which
  /// rights are on the same.
  public static final class Basis {

    private final SodRules rules;
    private final CompiledRules compiled;
    private final LeafRows rows;

    private Basis(SodRules rules, CompiledRules compiled, LeafRows rows) {
      this.rules = rules;
      this.compiled = compiled;
      this.rows = rows;
    }

    /// Prepares it.
    public static Basis of(GraphSnapshot snapshot, SodRules rules) {
      CompiledRules compiled = new CompiledRules(snapshot, rules);
      return new Basis(rules, compiled, new LeafReach(ReachGraph.of(snapshot), compiled.leaves()));
    }

    /// Judges nodes in a changed snapshot with the same nodes.
    ///
    /// @param leading all nodes that lead to a change, before or after
    /// @param others which other nodes are judged
    public void judge(
        GraphSnapshot changed, BitSet leading, BitSet others, Walks walks, Found found) {
      if (!compiled.cases().isEmpty()) {
        new ToxicCombinations(changed, rules, compiled, walks, changed.asOf(), found)
            .judge(new ChangedRows(rows, changed, compiled.leaves(), leading, others));
      }
    }
  }

  private void judge(LeafRows rows) {
    List<RuleCase> cases = compiled.cases();
    List<List<Integer>> highest = new Highest(snapshot, rows).of(cases);
    for (int c = 0; c < cases.size(); c++) {
      RuleCase rule = cases.get(c);
      subjects(highest.get(c))
          .forEach((key, subject) ->
              found.add(
                  new FindingKey(FindingKind.TOXIC, rule.rule().id(), key, rule.detail()),
                  () -> finding(rule, subject)));
    }
  }

  /// A node to blame, for itself or for what it owns.
  private record Subject(int node, List<Integer> holding) {}

  private Map<String, Subject> subjects(List<Integer> highest) {
    Map<String, Subject> subjects = new TreeMap<>();
    for (int node : highest) {
      for (int blamed : lifted(node)) {
        subjects
            .computeIfAbsent(snapshot.key(blamed), key -> new Subject(blamed, new ArrayList<>()))
            .holding()
            .add(node);
      }
    }
    return subjects;
  }

  private int affected(Subject subject) {
    Set<Integer> affected = new HashSet<>();
    for (int node : subject.holding()) {
      if (snapshot.kind(node) == NodeKind.IDENTITY) {
        affected.add(node);
      } else {
        backward
            .from(node)
            .nodes()
            .filter(each -> snapshot.kind(each) == NodeKind.IDENTITY)
            .forEach(affected::add);
      }
    }
    return affected.size();
  }

  private List<Integer> lifted(int node) {
    if (snapshot.kind(node) != NodeKind.ACCOUNT) {
      return List.of(node);
    }
    TreeSet<Integer> owners = new TreeSet<>();
    snapshot.forEachIn(
        node,
        e -> {
          if (snapshot.edgeKind(e) == EdgeKind.OWNS) {
            owners.add(snapshot.from(e));
          }
        });
    return owners.isEmpty() ? List.of(node) : List.copyOf(owners);
  }

  private Finding finding(RuleCase rule, Subject subject) {
    Node node = snapshot.node(subject.node());
    Span span = begun(times.around(subject.node(), rule, snapshot.asOf()));
    List<Story.Told> told = told(rule, subject.node());
    int affected = affected(subject);
    return new Finding(
        new FindingKey(FindingKind.TOXIC, rule.rule().id(), node.key(), rule.detail()),
        rule.rule().name(),
        rule.rule().version(),
        rule.rule().level(),
        node.kind(),
        node.name(),
        Story.of(snapshot, node, affected, told, span, toldAt),
        told.stream().flatMap(each -> each.paths().stream()).toList(),
        affected,
        rule.rule().frameworks(),
        standing(rule.rule(), node, span));
  }

  /// A finding that is told ahead begins when its subject comes to be blamed, even if the subject
  /// held the functions before and somebody else was.
  private Span begun(Span span) {
    return toldAt.isBefore(snapshot.asOf()) && (span.from() == null || !span.from().isAfter(toldAt))
        ? new Span(snapshot.asOf(), span.until())
        : span;
  }

  private Standing standing(SodRule rule, Node subject, Span span) {
    boolean yetToCome = toldAt.isBefore(snapshot.asOf());
    Optional<Mitigation> counts = rules.mitigation(rule.id(), subject.key(), snapshot.asOf());
    Standing.State state =
        yetToCome
            ? Standing.State.UPCOMING
            : counts.isPresent() ? Standing.State.MITIGATED : Standing.State.OPEN;
    return new Standing(
        state,
        span.from(),
        span.until(),
        counts
            .or(() -> rules.ended(rule.id(), subject.key(), snapshot.asOf()))
            .map(each ->
                new Standing.Mitigation(
                    each.control(),
                    each.owner(),
                    each.monitor(),
                    each.end(),
                    each.endsSoon(toldAt)))
            .orElse(null));
  }

  /// A shortest path to each function; where a function needs several things, one to each.
  private List<Story.Told> told(RuleCase rule, int subject) {
    forward.from(subject);
    Nearest.In in =
        new Nearest.In(
            compiled.leaves(),
            forward::found,
            forward::hops,
            Comparator.comparing(node -> snapshot.key(node)));
    List<Story.Told> told = new ArrayList<>();
    for (int f = 0; f < rule.functions().size(); f++) {
      SodFunction function = rule.functions().get(f);
      List<Integer> ends = Objects.requireNonNull(in.of(rule.formulas().get(f))).nodes();
      List<AccessPath> paths = new ArrayList<>();
      for (int i = 0; i < ends.size(); i++) {
        AccessPath path = forward.pathTo(ends.get(i), title(function, i, ends.size()), "");
        paths.add(new AccessPath(path.title(), Wording.how(path), path.stops(), path.hops()));
      }
      told.add(new Story.Told(function, paths));
    }
    return told;
  }

  static String title(SodFunction function, int part, int parts) {
    return parts == 1
        ? function.name()
        : "%s (%d of %d)".formatted(function.name(), part + 1, parts);
  }
}
