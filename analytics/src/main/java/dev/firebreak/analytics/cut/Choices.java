package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The changes that a cut may be made of, numbered by the smallest edge that each takes, and which
/// of them are made already.
final class Choices implements Costs {

  private static final long ONE_CHANGE = 1L << 40;
  private static final long USED = 1L << 36;
  private static final long UNKNOWN = 1L << 32;

  /// One change.
  ///
  /// @param edges the reach edges that it takes, ascending
  record Choice(int number, Removal removal, List<Integer> edges, EdgeUse use) {}

  private final GraphSnapshot snapshot;
  private final RemovableEdges removable;
  private final CutRules rules;
  private final Spare spare;
  private final Map<Integer, Optional<Choice>> byEdge = new HashMap<>();
  private final Map<Integer, Long> touched = new HashMap<>();
  private final BitSet gone = new BitSet();

  Choices(GraphSnapshot snapshot, CutRules rules, Spare spare) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.spare = spare;
    this.removable = on(snapshot);
  }

  /// What can be taken away, and is not spared, in this or a changed snapshot.
  RemovableEdges on(GraphSnapshot changed) {
    return new RemovableEdges(
        changed,
        spare == Spare.NOTHING
            ? rules.removal()
            : rules
                .removal()
                .sparing(edge ->
                    Optional.of(rules.use().apply(edge))
                        .filter(use -> spare.spares(use.kind()))
                        .map(EdgeUse::reason)));
  }

  /// What people call an account or a group.
  String name(int node) {
    return removable.name(node);
  }

  /// Why an edge stays; empty where a change may take it.
  Optional<NotEligible> whyNot(int edge) {
    return switch (removable.eligibility(edge)) {
      case Eligible _ -> Optional.empty();
      case NotEligible not -> Optional.of(not);
    };
  }

  /// The changes that take some edges, in the order of the edges.
  List<Choice> choices(List<Integer> edges) {
    return edges.stream().flatMap(edge -> choice(edge).stream()).distinct().toList();
  }

  /// The change that takes an edge, if there is one that may be made.
  Optional<Choice> choice(int edge) {
    Optional<Choice> known = byEdge.get(edge);
    if (known == null) {
      known =
          switch (removable.eligibility(edge)) {
            case Eligible(var removal) -> Optional.of(choice(removal));
            case NotEligible _ -> Optional.empty();
          };
      byEdge.put(edge, known);
    }
    return known;
  }

  /// The change that makes a removal.
  Choice choice(Removal removal) {
    List<Integer> edges = removable.edgesOf(removal).stream().filter(snapshot::isReach).toList();
    EdgeUse use =
        edges.stream()
            .map(rules.use()::apply)
            .reduce(EdgeUse::or)
            .orElse(new EdgeUse(EdgeUse.Kind.UNKNOWN, "it takes nothing now"));
    return new Choice(edges.stream().findFirst().orElse(-1), removal, edges, use);
  }

  /// Makes a change.
  void make(Choice choice) {
    choice.edges().forEach(gone::set);
  }

  /// Takes a change back.
  void undo(Choice choice) {
    choice.edges().forEach(gone::clear);
  }

  @Override
  public boolean isThere(int edge) {
    return !gone.get(edge);
  }

  @Override
  public int change(int edge) {
    return choice(edge).map(Choice::number).orElse(edge);
  }

  /// First as few changes as can be; of as few, those that take the least that is in use or unknown,
  /// and then those that lie on the ways of the fewest identities.
  @Override
  public long of(int edge) {
    return choice(edge)
        .map(choice ->
            ONE_CHANGE
                + switch (choice.use().kind()) {
                  case USED -> USED;
                  case UNKNOWN -> UNKNOWN;
                  case UNUSED -> 0;
                }
                + touched.computeIfAbsent(snapshot.from(choice.number()), this::identities))
        .orElse(UNCUTTABLE);
  }

  /// How many identities go through a node.
  private long identities(int node) {
    return Between.leading(snapshot, Between.only(node), _ -> true).stream()
        .filter(each -> snapshot.kind(each) == NodeKind.IDENTITY)
        .count();
  }
}
