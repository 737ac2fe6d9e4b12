package dev.firebreak.analytics.toxic;

import dev.firebreak.analytics.reach.ReachGraph;
import dev.firebreak.graph.schema.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// For every identity, which rules it matches: one column of bits for each leaf of the functions,
/// and a rule as the AND of its columns, 64 identities in a word.
public final class FunctionColumns {

  private final int[] identities;
  private final Map<String, List<RuleCase>> cases;
  private final List<SodRule> rules;
  private final long[][] columns;

  /// Computes them.
  ///
  /// @param graph the reach of the snapshot that the rules were compiled for
  public FunctionColumns(ReachGraph graph, CompiledRules compiled) {
    this.identities =
        IntStream.range(0, graph.nodeCount())
            .filter(node -> graph.kind(node) == NodeKind.IDENTITY)
            .toArray();
    this.cases = compiled.cases().stream().collect(Collectors.groupingBy(each -> each.rule().id()));
    this.rules = compiled.rules();
    this.columns = new long[compiled.leaves().size()][words()];
    LeafReach reach = new LeafReach(graph, compiled.leaves());
    Lanes lanes = new Lanes(reach);
    for (int word = 0; word < words(); word++) {
      int base = word << 6;
      int count = Math.min(64, identities.length - base);
      if (lanes.load(count, lane -> identities[base + lane])) {
        for (int leaf = 0; leaf < columns.length; leaf++) {
          columns[leaf][word] = lanes.words()[leaf];
        }
      }
    }
  }

  /// The nodes of the identities, in the order of the bits.
  public IntStream identities() {
    return IntStream.of(identities);
  }

  /// How many identities match each rule, in the order of the rules.
  public List<Integer> counts() {
    return rules.stream()
        .map(rule -> LongStream.of(hits(rule)).mapToInt(Long::bitCount).sum())
        .toList();
  }

  /// Which identities match a rule, one bit for each.
  public long[] hits(SodRule rule) {
    long[] hits = new long[words()];
    for (RuleCase each : cases.getOrDefault(rule.id(), List.of())) {
      long[] all = column(each.formulas().getFirst()).clone();
      for (Formula formula : each.formulas().subList(1, each.formulas().size())) {
        long[] column = column(formula);
        for (int word = 0; word < all.length; word++) {
          all[word] &= column[word];
        }
      }
      for (int word = 0; word < all.length; word++) {
        hits[word] |= all[word];
      }
    }
    return hits;
  }

  /// Which identities meet a formula; not to be changed.
  private long[] column(Formula formula) {
    return switch (formula) {
      case Formula.Leaf(int bit) -> columns[bit];
      case Formula.Any(List<Formula> of) -> {
        long[] met = new long[words()];
        for (Formula each : of) {
          long[] column = column(each);
          for (int word = 0; word < met.length; word++) {
            met[word] |= column[word];
          }
        }
        yield met;
      }
      case Formula.All(List<Formula> of) -> {
        long[] met = column(of.getFirst()).clone();
        for (Formula each : of.subList(1, of.size())) {
          long[] column = column(each);
          for (int word = 0; word < met.length; word++) {
            met[word] &= column[word];
          }
        }
        yield met;
      }
    };
  }

  private int words() {
    return (identities.length + 63) >> 6;
  }
}
