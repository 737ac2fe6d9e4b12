package dev.firebreak.benchmarks.load;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Nodes of each kind and words of their names, drawn from a graph, to be asked for.
final class Pools {

  private static final int EACH = 400;
  private static final int LONGEST_WORD = 4;

  private Pools() {}

  /// What holes of addresses are filled with, by their name.
  static Map<String, List<String>> of(GraphSnapshot graph, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<String>> pools = new LinkedHashMap<>();
    pools.put("identity", keys(graph, NodeKind.IDENTITY, random));
    pools.put("account", keys(graph, NodeKind.ACCOUNT, random));
    pools.put("group", keys(graph, NodeKind.GROUP, random));
    pools.put("entitlement", keys(graph, NodeKind.ENTITLEMENT, random));
    pools.put("container", keys(graph, NodeKind.CONTAINER, random));
    pools.put("privileged", keys(graph, NodeKind.PRIVILEGED_ACCOUNT, random));
    pools.put("word", words(graph, random));
    return pools;
  }

  private static List<String> keys(GraphSnapshot graph, NodeKind kind, SplittableRandom random) {
    int[] nodes = graph.nodes(kind).toArray();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      keys.add(Visitor.encoded(graph.key(nodes[random.nextInt(nodes.length)])));
    }
    return keys;
  }

  /// Beginnings of words, as somebody types them.
  private static List<String> words(GraphSnapshot graph, SplittableRandom random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      String[] name = graph.name(random.nextInt(graph.nodeCount())).split("[^A-Za-z0-9]+", 0);
      String word = name[random.nextInt(name.length)];
      words.add(
          Visitor.encoded(
              word.substring(0, Math.min(LONGEST_WORD, word.length())).toLowerCase(Locale.ROOT)));
    }
    return words;
  }
}
