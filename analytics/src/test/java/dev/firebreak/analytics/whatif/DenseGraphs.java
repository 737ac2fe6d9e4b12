package dev.firebreak.analytics.whatif;

import dev.firebreak.analytics.reach.Adjacency;
import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Graphs from a seed in which much is reached in more than one way: shared groups in cycles, safes
/// within safes, secrets that sign in to accounts with groups of their own, several accounts for
/// one identity and several identities for one account, parallel edges and self-loops.
final class DenseGraphs {

  private final RandomGenerator chance;
  private final List<NodeKind> kinds = new ArrayList<>();
  private final List<List<Integer>> rows = new ArrayList<>();

  private DenseGraphs(long seed) {
    this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static ReachGraph of(long seed) {
    return new DenseGraphs(seed).draw();
  }

  static int[] identities(ReachGraph graph) {
    return IntStream.range(0, graph.nodeCount())
        .filter(node -> graph.kind(node) == NodeKind.IDENTITY)
        .toArray();
  }

  private ReachGraph draw() {
    int[] identities = add(NodeKind.IDENTITY, 12);
    int[] accounts = add(NodeKind.ACCOUNT, 16);
    int[] groups = add(NodeKind.GROUP, 10);
    int[] entitlements = add(NodeKind.ENTITLEMENT, 10);
    int[] containers = add(NodeKind.CONTAINER, 4);
    int[] secrets = add(NodeKind.PRIVILEGED_ACCOUNT, 4);
    connect(identities, accounts, 18);
    connect(accounts, groups, 2 + chance.nextInt(30));
    connect(groups, groups, chance.nextInt(16));
    connect(accounts, entitlements, chance.nextInt(12));
    connect(groups, entitlements, 14);
    connect(entitlements, entitlements, chance.nextInt(4));
    connect(entitlements, containers, 5);
    connect(containers, containers, chance.nextInt(3));
    connect(containers, secrets, 5);
    connect(secrets, accounts, chance.nextInt(6));
    int[] offsets = new int[rows.size() + 1];
    short[] payload = new short[rows.size()];
    for (int node = 0; node < rows.size(); node++) {
      offsets[node + 1] = offsets[node] + rows.get(node).size();
      int sensitivity = chance.nextInt(3) == 0 ? 0 : chance.nextInt(101);
      payload[node] = ReachGraph.payload(kinds.get(node), sensitivity, false);
    }
    int[] targets = rows.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    return new ReachGraph(new Adjacency(offsets, targets), payload);
  }

  private int[] add(NodeKind kind, int most) {
    int count = 1 + chance.nextInt(most);
    int first = kinds.size();
    for (int i = 0; i < count; i++) {
      kinds.add(kind);
      rows.add(new ArrayList<>());
    }
    return IntStream.range(first, first + count).toArray();
  }

  private void connect(int[] from, int[] to, int count) {
    for (int i = 0; i < count; i++) {
      int start = from[chance.nextInt(from.length)];
      int end = to[chance.nextInt(to.length)];
      rows.get(start).addAll(chance.nextInt(8) == 0 ? Arrays.asList(end, end) : List.of(end));
    }
  }
}
