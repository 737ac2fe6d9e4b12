package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Wording;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds every rule that a subject matches by all it reaches. The subject is the highest common
/// node: one that reaches all functions of the rule while nothing it leads to does, so that one
/// group is blamed once and not each of its members. Of a cycle, the node with the smallest key
/// stands for all. An account is lifted to the identities that own it, if any do.
public final class ToxicCombinations {

  private final GraphSnapshot snapshot;
  private final SodRules rules;
  private final FunctionReach reach;
  private final Walk forward;
  private final Walk backward;

  private ToxicCombinations(GraphSnapshot snapshot, SodRules rules) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.reach = new FunctionReach(snapshot, rules.functions());
    this.forward = Walk.forward(snapshot);
    this.backward = Walk.backward(snapshot);
  }

  /// All findings, in the order of the rules, then of the subjects' keys.
  public static List<Finding> find(GraphSnapshot snapshot, SodRules rules) {
    ToxicCombinations toxic = new ToxicCombinations(snapshot, rules);
    List<Finding> findings = new ArrayList<>();
    for (SodRule rule : rules.rules()) {
      toxic.subjects(rule).forEach((key, subject) -> findings.add(toxic.finding(rule, subject)));
    }
    return List.copyOf(findings);
  }

  /// A node to blame and the identities concerned, by index.
  private record Subject(int node, Set<Integer> affected) {}

  private Map<String, Subject> subjects(SodRule rule) {
    Map<String, Subject> subjects = new TreeMap<>();
    for (int highest : highest(reach.mask(rule))) {
      Set<Integer> reaching = identitiesReaching(highest);
      for (int node : lifted(highest)) {
        subjects
            .computeIfAbsent(snapshot.node(node).key(), key -> new Subject(node, new HashSet<>()))
            .affected()
            .addAll(reaching);
      }
    }
    return subjects;
  }

  /// The nodes that reach all functions of `mask` while no successor outside their cycle does.
  private List<Integer> highest(BitSet mask) {
    List<Integer> highest = new ArrayList<>();
    for (int c = 0; c < reach.components().count(); c++) {
      int component = c;
      if (!reach.hits(component, mask)) {
        continue;
      }
      int[] members = reach.components().members(component);
      if (Arrays.stream(members).anyMatch(node -> leadsToHit(node, component, mask))) {
        continue;
      }
      Arrays.stream(members)
          .boxed()
          .min(Comparator.comparing(node -> snapshot.node(node).key()))
          .filter(node -> !isAsleep(node))
          .ifPresent(highest::add);
    }
    return highest;
  }

  private boolean leadsToHit(int node, int component, BitSet mask) {
    for (int at = reach.graph().first(node); at < reach.graph().end(node); at++) {
      int successor = reach.components().of(reach.graph().target(at));
      if (successor != component && reach.hits(successor, mask)) {
        return true;
      }
    }
    return false;
  }

  /// An inactive account can do nothing; no edge of reach leads into it, so it is alone in its
  /// component.
  private boolean isAsleep(int node) {
    return snapshot.node(node).kind() == NodeKind.ACCOUNT
        && snapshot.node(node).active() == Active.NO;
  }

  private Set<Integer> identitiesReaching(int node) {
    return backward
        .from(node)
        .nodes()
        .filter(found -> snapshot.node(found).kind() == NodeKind.IDENTITY)
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Integer> lifted(int node) {
    if (snapshot.node(node).kind() != NodeKind.ACCOUNT) {
      return List.of(node);
    }
    TreeSet<Integer> owners = new TreeSet<>();
    snapshot.forEachIn(
        node,
        e -> {
          Edge edge = snapshot.edge(e);
          if (edge.kind() == EdgeKind.OWNS) {
            owners.add(edge.from());
          }
        });
    return owners.isEmpty() ? List.of(node) : List.copyOf(owners);
  }

  private Finding finding(SodRule rule, Subject subject) {
    Node node = snapshot.node(subject.node());
    forward.from(subject.node());
    List<AccessPath> because =
        rule.functions().stream().map(id -> path(rules.function(id))).toList();
    return new Finding(
        new FindingKey(FindingKind.TOXIC, rule.id(), node.key(), ""),
        rule.name(),
        rule.version(),
        rule.level(),
        node.kind(),
        node.name(),
        Story.of(snapshot, node, subject.affected().size(), because),
        because,
        subject.affected().size(),
        rule.frameworks());
  }

  /// A shortest path of the current forward walk to the function; of equally near entitlements the
  /// one with the smallest key.
  private AccessPath path(SodFunction function) {
    BitSet targets = reach.entitlements(function.id());
    int nearest =
        forward
            .nodes()
            .filter(targets::get)
            .boxed()
            .min(
                Comparator.<Integer>comparingInt(forward::hops)
                    .thenComparing(node -> snapshot.node(node).key()))
            .orElseThrow();
    AccessPath path = forward.pathTo(nearest, function.name(), "");
    return new AccessPath(path.title(), Wording.how(path), path.stops(), path.hops());
  }
}
