package dev.firebreak.analytics.cut;

import dev.firebreak.analytics.cut.Eligibility.Eligible;
import dev.firebreak.analytics.cut.Eligibility.NotEligible;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Choice[] byEdge;
  private final BitSet decided = new BitSet();
  private final Map<Integer, Long> touched = new HashMap<>();
  private @Nullable Walk backward;
  private final BitSet gone = new BitSet();
  private final BitSet pinned = new BitSet();

  Choices(GraphSnapshot snapshot, CutRules rules, Spare spare) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.spare = spare;
    this.removable = on(snapshot);
    this.byEdge = new Choice[snapshot.edgeCount()];
  }

  /// The same changes, and those that are possible where less is spared.
  Choices sparing(Spare less) {
    return new Choices(snapshot, rules, less);
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
                    Optional.of(use(edge))
                        .filter(use -> spare.spares(use.kind()))
                        .map(EdgeUse::reason)));
  }

  /// How an edge is used.
  EdgeUse use(int edge) {
    return rules.use().apply(edge);
  }

  /// An edge in words: `m.okonjo member of STR-Finance-Batch`.
  String words(int edge) {
    return "%s %s %s"
        .formatted(
            removable.name(snapshot.from(edge)),
            snapshot.edgeKind(edge).word(),
            snapshot.name(snapshot.to(edge)));
  }

  /// Why an edge stays; empty where a change may take it.
  Optional<NotEligible> whyNot(int edge) {
    return switch (removable.eligibility(edge)) {
      case Eligible _ ->
          choice(edge).isPresent()
              ? Optional.empty()
              : Optional.of(
                  new NotEligible(
                      words(edge), "it is the last member that the others leave to the group"));
      case NotEligible not -> Optional.of(not);
    };
  }

  /// The changes that take some edges, in the order of the edges.
  List<Choice> choices(List<Integer> edges) {
    return edges.stream().flatMap(edge -> choice(edge).stream()).distinct().toList();
  }

  /// The change that takes an edge, if there is one that may be made.
  Optional<Choice> choice(int edge) {
    if (!decided.get(edge)) {
      decided.set(edge);
      byEdge[edge] = decide(edge);
    }
    Choice known = byEdge[edge];
    return known == null || pinned.get(known.number()) ? Optional.empty() : Optional.of(known);
  }

  private @Nullable Choice decide(int edge) {
    EdgeKind kind = snapshot.edgeKind(edge);
    if (kind != EdgeKind.MEMBER_OF && kind != EdgeKind.HOLDS) {
      return null;
    }
    return switch (removable.eligibility(edge)) {
      case Eligible(var removal) -> choice(removal);
      case NotEligible _ -> null;
    };
  }

  /// A change after which, with the others, a group would have no members; of several the one with
  /// the smallest edge.
  Optional<Choice> emptying(List<Choice> together) {
    Map<NodeKey, List<Choice>> byGroup =
        together.stream()
            .filter(choice -> choice.removal().kind() == Removal.Kind.MEMBER)
            .collect(Collectors.groupingBy(choice -> choice.removal().resource()));
    return byGroup.entrySet().stream()
        .filter(group -> group.getValue().size() >= removable.members(group.getKey()))
        .flatMap(group -> group.getValue().stream())
        .min(Comparator.comparingInt(Choice::number));
  }

  /// Leaves a change out from now on.
  void pin(Choice choice) {
    pinned.set(choice.number());
  }

  /// The change that makes a removal.
  Choice choice(Removal removal) {
    List<Integer> edges = removable.edgesOf(removal).stream().filter(snapshot::isReach).toList();
    EdgeUse use = EdgeUse.of(edges, rules.use());
    return new Choice(edges.stream().findFirst().orElse(-1), removal, edges, use);
  }

  /// Whether a change was left out.
  boolean hasPinned() {
    return !pinned.isEmpty();
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

  /// First as few changes as can be; of as few, those that take the least that is in use or
  /// unknown, and then those that lie on the ways of the fewest identities.
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
    Walk walk = backward == null ? Walk.backward(snapshot) : backward;
    backward = walk;
    return walk.from(node).nodes().filter(each -> snapshot.kind(each) == NodeKind.IDENTITY).count();
  }
}
