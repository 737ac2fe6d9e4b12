package dev.firebreak.analytics.blastradius;

import dev.firebreak.analytics.reach.Walk;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One line of the access export: an identity reaches an entitlement or a group, starting from one
/// of its accounts.
///
/// @param account the key of the owned account that the path starts from
/// @param target the key of the entitlement or group
/// @param targetKind [NodeKind#ENTITLEMENT] or [NodeKind#GROUP]
/// @param hops the fewest edges from the identity through this account
/// @param firstEdge the edge that leaves the account, in words: `member of AP-Clerks`
/// @param lastEdge the edge that enters the target, in words: `holds Create vendor`
public record EffectiveAccess(
    String identity,
    String identityName,
    String account,
    String accountName,
    String target,
    String targetName,
    NodeKind targetKind,
    int hops,
    String firstEdge,
    String lastEdge) {

  /// All lines, ordered by the keys of identity, account and target. Lines are made as they are
  /// read, so that a large export needs little memory.
  public static Stream<EffectiveAccess> stream(GraphSnapshot snapshot) {
    return stream(snapshot, snapshot.nodes(NodeKind.IDENTITY));
  }

  /// The lines of one identity, ordered likewise.
  ///
  /// @throws IllegalArgumentException if the node is no identity
  public static Stream<EffectiveAccess> stream(GraphSnapshot snapshot, int identity) {
    if (snapshot.kind(identity) != NodeKind.IDENTITY) {
      throw new IllegalArgumentException(snapshot.key(identity) + " is no identity");
    }
    return stream(snapshot, IntStream.of(identity));
  }

  private static Stream<EffectiveAccess> stream(GraphSnapshot snapshot, IntStream identities) {
    Function<Integer, String> key = node -> snapshot.key(node);
    Walk walk = Walk.forward(snapshot);
    return identities
        .boxed()
        .sorted(Comparator.comparing(key))
        .flatMap(identity ->
            accounts(snapshot, identity)
                .boxed()
                .sorted(Comparator.comparing(key))
                .flatMap(account -> lines(snapshot, walk, identity, account).stream()));
  }

  private static IntStream accounts(GraphSnapshot snapshot, int identity) {
    IntStream.Builder accounts = IntStream.builder();
    snapshot.forEachOut(
        identity,
        e -> {
          if (snapshot.edgeKind(e) == EdgeKind.OWNS) {
            accounts.add(snapshot.to(e));
          }
        });
    return accounts.build().distinct();
  }

  private static List<EffectiveAccess> lines(
      GraphSnapshot snapshot, Walk walk, int identity, int account) {
    walk.from(account);
    return walk.nodes()
        .filter(node -> isTarget(snapshot.kind(node)))
        .mapToObj(node -> line(snapshot, walk.edges(node), identity, account, node))
        .sorted(Comparator.comparing(EffectiveAccess::target))
        .toList();
  }

  private static boolean isTarget(NodeKind kind) {
    return kind == NodeKind.ENTITLEMENT || kind == NodeKind.GROUP;
  }

  private static EffectiveAccess line(
      GraphSnapshot snapshot, List<Integer> edges, int identity, int account, int target) {
    return new EffectiveAccess(
        snapshot.key(identity),
        snapshot.name(identity),
        snapshot.key(account),
        snapshot.name(account),
        snapshot.key(target),
        snapshot.name(target),
        snapshot.kind(target),
        edges.size() + 1,
        words(snapshot, edges.getFirst()),
        words(snapshot, edges.getLast()));
  }

  private static String words(GraphSnapshot snapshot, int edge) {
    return snapshot.edgeKind(edge).word() + " " + snapshot.name(snapshot.to(edge));
  }
}
