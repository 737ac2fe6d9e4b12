package dev.firebreak.analytics.attribution;

import dev.firebreak.analytics.attribution.Cause.Place;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.List;
import java.util.OptionalInt;

/// Two states of the graph laid over each other. Its nodes are those of the later state, under
/// their indexes, followed by those that only the earlier has; two nodes are the same if kind and
/// key are. Its edges are all that are reach in either, or would be if some of the causes were
/// applied; each says on which causes it depends.
///
/// Applying no cause gives the earlier state, applying all gives the later.
public final class GraphDiff {

  private final GraphSnapshot before;
  private final GraphSnapshot after;
  private final int[] earlier;
  private final int[] offsets;
  private final int[] targets;
  private final int[] facts;
  private final int[] activities;
  private final List<Cause> causes;
  private final ValueChanges values;

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Edges(int[] offsets, int[] targets, int[] facts, int[] activities) {}

  GraphDiff(
      GraphSnapshot before,
      GraphSnapshot after,
      int[] earlier,
      Edges edges,
      List<Cause> causes,
      ValueChanges values) {
    this.before = before;
    this.after = after;
    this.earlier = earlier;
    this.offsets = edges.offsets();
    this.targets = edges.targets();
    this.facts = edges.facts();
    this.activities = edges.activities();
    this.causes = List.copyOf(causes);
    this.values = values;
  }

  /// Lays two states over each other.
  public static GraphDiff of(GraphSnapshot before, GraphSnapshot after) {
    return new DiffBuilder(before, after).build();
  }

  public GraphSnapshot before() {
    return before;
  }

  public GraphSnapshot after() {
    return after;
  }

  /// Everything that changed and can change reach, in an order that only the two states decide.
  public List<Cause> causes() {
    return causes;
  }

  /// How many nodes there are in either.
  public int nodeCount() {
    return earlier.length;
  }

  /// The node with this key, of the later state if it has it.
  public OptionalInt find(String key) {
    OptionalInt now = after.find(key);
    if (now.isPresent()) {
      return now;
    }
    OptionalInt then = before.find(key);
    if (then.isEmpty()) {
      return then;
    }
    for (int node = after.nodeCount(); node < earlier.length; node++) {
      if (earlier[node] == then.getAsInt()) {
        return OptionalInt.of(node);
      }
    }
    return OptionalInt.empty();
  }

  /// The index of a node in the earlier state, or -1.
  int inBefore(int node) {
    return earlier[node];
  }

  /// The index of a node in the later state, or -1.
  int inAfter(int node) {
    return node < after.nodeCount() ? node : -1;
  }

  NodeKind kind(int node) {
    return inAfter(node) >= 0 ? after.kind(node) : before.kind(earlier[node]);
  }

  Place place(int node) {
    return place(before, after, earlier, node);
  }

  static Place place(GraphSnapshot before, GraphSnapshot after, int[] earlier, int node) {
    boolean now = node < after.nodeCount();
    GraphSnapshot in = now ? after : before;
    int index = now ? node : earlier[node];
    return new Place(in.kind(index), in.key(index), in.name(index), earlier[node] < 0);
  }

  // Edges

  /// The first position of the edges that leave a node.
  int first(int node) {
    return offsets[node];
  }

  /// The position after them.
  int end(int node) {
    return offsets[node + 1];
  }

  int target(int edge) {
    return targets[edge];
  }

  /// Whether an edge is reach in both states and under any of the causes.
  boolean always(int edge) {
    return facts[edge] < 0 && activities[edge] < 0;
  }

  /// The number of the cause by which the fact of an edge came or went, or -1.
  int fact(int edge) {
    return facts[edge];
  }

  /// The number of the cause by which the account at the end of an edge was switched, or -1.
  int activity(int edge) {
    return activities[edge];
  }

  /// What must be so of a cause for an edge that depends on it, see [Ways].
  int condition(int cause) {
    boolean gives =
        switch (causes.get(cause)) {
          case Cause.Fact fact -> fact.turn().gives();
          case Cause.Activity activity -> activity.usable();
          case Cause.Sensitivity _, Cause.CrownJewel _ -> true;
        };
    return gives ? Ways.applied(cause) : Ways.notApplied(cause);
  }

  // Values

  /// What a node counts while no change of its own value is applied; zero for what is no resource.
  RadiusSums value(int node) {
    if (!kind(node).isResource()) {
      return RadiusSums.ZERO;
    }
    boolean then = earlier[node] >= 0;
    GraphSnapshot in = then ? before : after;
    int index = then ? earlier[node] : node;
    return new RadiusSums(1, in.sensitivity(index), in.crownJewel(index) ? 1 : 0);
  }

  /// Which changes of value there are.
  ValueChanges values() {
    return values;
  }
}
