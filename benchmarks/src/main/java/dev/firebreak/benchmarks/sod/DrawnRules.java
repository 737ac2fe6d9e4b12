package dev.firebreak.benchmarks.sod;

import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Rules drawn for a graph: functions of 3 to 40 entitlements, rules of two functions, each tenth
/// of three.
///
/// @param entitlements the nodes of each function
/// @param functions the functions of each rule, by number
public record DrawnRules(SodRules rules, List<int[]> entitlements, List<int[]> functions) {

  /// Draws them.
  public static DrawnRules of(GraphSnapshot snapshot, int functionCount, int ruleCount, long seed) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] all = snapshot.nodes(NodeKind.ENTITLEMENT).toArray();
    List<int[]> entitlements = new ArrayList<>();
    List<SodFunction> functions = new ArrayList<>();
    for (int f = 0; f < functionCount; f++) {
      int[] nodes =
          chance.ints(chance.nextInt(3, 41), 0, all.length).map(i -> all[i]).distinct().toArray();
      entitlements.add(nodes);
      List<Selector> selectors = new ArrayList<>();
      for (int each : nodes) {
        Node node = snapshot.node(each);
        selectors.add(new Selector(Objects.requireNonNull(node.source()), node.name()));
      }
      functions.add(new SodFunction("f" + f, "Do f" + f, selectors));
    }
    List<int[]> combined = new ArrayList<>();
    List<SodRule> rules = new ArrayList<>();
    for (int r = 0; r < ruleCount; r++) {
      int[] these = chance.ints(0, functionCount).distinct().limit(r % 10 == 9 ? 3 : 2).toArray();
      combined.add(these);
      List<String> ids = new ArrayList<>();
      for (int each : these) {
        ids.add("f" + each);
      }
      rules.add(new SodRule("R" + r, "R" + r, Severity.HIGH, 1, null, List.of(), ids));
    }
    return new DrawnRules(SodRules.of(functions, rules), entitlements, combined);
  }
}
