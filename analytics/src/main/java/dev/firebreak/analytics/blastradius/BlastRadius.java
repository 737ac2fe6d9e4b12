package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything one identity reaches at the snapshot's instant. Resources are counted once, however
/// many ways lead to them.
public final class BlastRadius {

  private static final Comparator<Reached> NEAREST_FIRST =
      Comparator.comparingInt(Reached::hops).thenComparing(Reached::key);

  private final String identityKey;
  private final List<Reached> reached;
  private final List<Reached> asleep;
  private final GraphSnapshot snapshot;
  private final Walk walk;

  private BlastRadius(GraphSnapshot snapshot, int identity) {
    this.snapshot = snapshot;
    this.identityKey = snapshot.key(identity);
    this.walk = Walk.forward(snapshot).from(identity);
    this.reached =
        walk.nodes()
            .filter(node -> node != identity && snapshot.kind(node).isResource())
            .mapToObj(node -> reached(node, walk.hops(node), contributor(node)))
            .sorted(NEAREST_FIRST)
            .toList();
    this.asleep = sleeping(identity);
  }

  /// The radius of the identity with this index. Any other node may be asked, too; its own reach is
  /// meant then.
  public static BlastRadius of(GraphSnapshot snapshot, int identity) {
    return new BlastRadius(snapshot, identity);
  }

  /// The key of the identity.
  public String identityKey() {
    return identityKey;
  }

  /// The resources reached, nearest first, then by key.
  public List<Reached> reached() {
    return reached;
  }

  /// Resources that only inactive accounts stand before: not reached now, but reached as soon as
  /// such an account is switched on again. Nearest first.
  public List<Reached> asleep() {
    return asleep;
  }

  /// How many resources are reached.
  public int count() {
    return reached.size();
  }

  /// The sum of the sensitivities of the distinct resources reached.
  public long weighted() {
    return reached.stream().mapToLong(Reached::sensitivity).sum();
  }

  /// The hops to the farthest resource, 0 when nothing is reached.
  public int maxHops() {
    return reached.isEmpty() ? 0 : reached.getLast().hops();
  }

  /// The crown jewels among the resources reached.
  public List<Reached> crownJewels() {
    return reached.stream().filter(Reached::crownJewel).toList();
  }

  /// Whether the node with this index, a resource or not, is reached.
  public boolean reaches(int node) {
    return walk.found(node);
  }

  /// A shortest path to any node that is reached; the same on every call.
  ///
  /// @throws IllegalArgumentException if `node` is not reached
  public AccessPath pathTo(int node) {
    return walk.pathTo(node, snapshot.name(node), "");
  }

  private Reached reached(int index, int hops, @Nullable String contributor) {
    Node node = snapshot.node(index);
    return new Reached(
        node.key(),
        node.kind(),
        node.name(),
        hops,
        node.sensitivity(),
        node.crownJewel(),
        node.source(),
        contributor);
  }

  private @Nullable String contributor(int node) {
    List<Integer> edges = walk.edges(node);
    return edges.size() > 2 ? snapshot.key(snapshot.to(edges.get(1))) : null;
  }

  private List<Reached> sleeping(int identity) {
    Map<Integer, List<Integer>> doors = doorsToInactiveAccounts();
    if (doors.isEmpty()) {
      return List.of();
    }
    Map<Integer, Integer> hops = new HashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    hops.put(identity, 0);
    queue.add(identity);
    List<Reached> found = new ArrayList<>();
    while (!queue.isEmpty()) {
      int node = queue.remove();
      int next = hops.getOrDefault(node, 0) + 1;
      List<Integer> successors = new ArrayList<>(doors.getOrDefault(node, List.of()));
      snapshot.forEachOut(node, edge -> successors.add(snapshot.to(edge)));
      for (int to : successors) {
        if (hops.putIfAbsent(to, next) == null) {
          queue.add(to);
          if (!walk.found(to) && snapshot.kind(to).isResource()) {
            found.add(reached(to, next, null));
          }
        }
      }
    }
    found.sort(NEAREST_FIRST);
    return List.copyOf(found);
  }

  /// Node to inactive accounts that it would lead into: the edges that reach leaves out.
  private Map<Integer, List<Integer>> doorsToInactiveAccounts() {
    Map<Integer, List<Integer>> doors = new HashMap<>();
    snapshot
        .nodes(NodeKind.ACCOUNT)
        .filter(account -> snapshot.active(account) == Active.NO)
        .forEach(account -> {
          for (int at = snapshot.firstIn(account); at < snapshot.endIn(account); at++) {
            int edge = snapshot.in(at);
            if (snapshot.holds(edge) && snapshot.edgeKind(edge).walkable()) {
              doors.computeIfAbsent(snapshot.from(edge), from -> new ArrayList<>()).add(account);
            }
          }
        });
    return doors;
  }
}
