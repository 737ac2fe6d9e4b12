package dev.firebreak.benchmarks.plan;

import dev.firebreak.analytics.blastradius.Radii;
import dev.firebreak.analytics.blastradius.Radius;
import dev.firebreak.benchmarks.plan.Planning.Frozen;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemediationPlan;
import dev.firebreak.remediation.plan.Restoring;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds a plan against what it says, by other means than those that made it.
final class PlanCheck {

  private final GraphSnapshot snapshot;
  private final List<Integer> edges;
  private final Frozen frozen;
  private final PrintWriter out;
  private boolean correct = true;

  PlanCheck(GraphSnapshot snapshot, List<Integer> edges, Frozen frozen, PrintWriter out) {
    this.snapshot = snapshot;
    this.edges = edges;
    this.frozen = frozen;
    this.out = out;
  }

  /// Whether all of it is so.
  ///
  /// @param sample of how many of those who lose something, and of how many of all, everything that
  ///   they reach is searched with and without the edges
  boolean holds(int sample, long seed) {
    RemediationPlan plan = frozen.plan();
    check("one change for each edge, no change twice", isEach(plan));
    check("the hash, from the text by another way", hash().equals(frozen.hash()));
    JsonNode read = JsonMapper.builder().build().readTree(frozen.line());
    check("read back, it is the same plan", RemediationPlan.read(read, frozen.hash()).equals(plan));
    check("as many values read as the graph has", hasAllValues(plan));
    check("each change and then its inverse change nothing", undoes(plan));
    check("who loses and what is left, by plain search", effect(sample, seed));
    return correct;
  }

  private void check(String what, boolean holds) {
    out.printf("  %-50s %s%n", what, holds ? "yes" : "no");
    correct &= holds;
  }

  private boolean isEach(RemediationPlan plan) {
    Set<String> keys = new HashSet<>();
    plan.changes()
        .forEach(change ->
            keys.add(change.resource() + " " + change.attribute() + " " + change.value()));
    Set<String> ids = plan.changes().stream().map(PlannedChange::id).collect(Collectors.toSet());
    return keys.size() == edges.size() && ids.size() == edges.size() && plan.dropped().isEmpty();
  }

  private String hash() {
    JsonNode json = JsonMapper.builder().build().readTree(frozen.plan().toJson().toString());
    Map<String, Object> members = new TreeMap<>(sorted(json));
    members.remove("hash");
    try {
      byte[] text = JsonMapper.builder().build().writeValueAsBytes(members);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  private static Map<String, Object> sorted(JsonNode object) {
    Map<String, Object> members = new TreeMap<>();
    object.properties().forEach(each -> members.put(each.getKey(), plain(each.getValue())));
    return members;
  }

  private static Object plain(JsonNode node) {
    return node.isObject()
        ? sorted(node)
        : node.isArray() ? node.valueStream().map(PlanCheck::plain).toList() : node;
  }

  private boolean hasAllValues(RemediationPlan plan) {
    Map<String, Integer> taken = new TreeMap<>();
    boolean all = true;
    for (int i = 0; i < edges.size(); i++) {
      int edge = edges.get(i);
      String via = String.valueOf(snapshot.edge(edge).via());
      String attribute = String.valueOf(snapshot.edge(edge).attribute());
      int before = taken.merge(via + " " + attribute, 1, Integer::sum) - 1;
      all &= plan.preconditions().get(i).count() == stated(edge, via) - before;
    }
    return all;
  }

  /// How many values an attribute of a resource has by the graph.
  private long stated(int edge, String via) {
    boolean members = snapshot.edgeKind(edge) == EdgeKind.MEMBER_OF;
    int carrier = members ? snapshot.to(edge) : snapshot.from(edge);
    IntStream all =
        members
            ? IntStream.range(snapshot.firstIn(carrier), snapshot.endIn(carrier)).map(snapshot::in)
            : IntStream.range(snapshot.firstOut(carrier), snapshot.endOut(carrier));
    String attribute = String.valueOf(snapshot.edge(edge).attribute());
    return all.mapToObj(snapshot::edge)
        .filter(each -> via.equals(each.via()) && attribute.equals(each.attribute()))
        .map(each -> members ? snapshot.key(each.from()) : snapshot.value(each.to()))
        .distinct()
        .count();
  }

  private boolean undoes(RemediationPlan plan) {
    boolean all = frozen.undo().size() == plan.changes().size();
    for (int i = 0; all && i < plan.changes().size(); i++) {
      PlannedChange change = plan.changes().get(i);
      Restoring inverse = frozen.undo().get(i);
      SortedSet<String> before = new TreeSet<>(Set.of(change.value(), "another"));
      all =
          inverse.resource().equals(change.resource())
              && !change.applyTo(before).equals(before)
              && (change.takesResource() || inverse.applyTo(change.applyTo(before)).equals(before));
    }
    return all;
  }

  private boolean effect(int sample, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitSet gone = new BitSet();
    edges.forEach(gone::set);
    GraphSnapshot without = snapshot.without(edges.stream().mapToInt(Integer::intValue));
    Map<String, Radius> after =
        Radii.identities(without).stream()
            .collect(Collectors.toMap(each -> without.key(each.node()), each -> each));
    int[] everybody = snapshot.nodes(NodeKind.IDENTITY).toArray();
    List<Integer> losing = List.copyOf(frozen.losing());
    IntStream drawn =
        IntStream.concat(
            random.ints(sample, 0, everybody.length).map(at -> everybody[at]),
            losing.isEmpty()
                ? IntStream.empty()
                : random.ints(sample, 0, losing.size()).map(losing::get));
    return drawn.allMatch(identity -> {
      BitSet now = reached(identity, new BitSet());
      BitSet left = reached(identity, gone);
      Radius said = after.get(snapshot.key(identity));
      return now.equals(left) != frozen.losing().contains(identity)
          && said != null
          && said.count() == resources(left).count()
          && said.weighted() == resources(left).mapToLong(snapshot::sensitivity).sum();
    });
  }

  private IntStream resources(BitSet nodes) {
    return nodes.stream().filter(node -> snapshot.kind(node).isResource());
  }

  private BitSet reached(int start, BitSet gone) {
    BitSet found = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int edge = snapshot.firstOut(node); edge < snapshot.endOut(node); edge++) {
        int to = snapshot.to(edge);
        if (snapshot.isReach(edge) && !gone.get(edge) && !found.get(to) && to != start) {
          found.set(to);
          open.add(to);
        }
      }
    }
    return found;
  }
}
