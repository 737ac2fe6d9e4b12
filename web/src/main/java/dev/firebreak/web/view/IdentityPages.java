package dev.firebreak.web.view;

import dev.firebreak.analytics.blastradius.BlastRadius;
import dev.firebreak.analytics.blastradius.Reached;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.query.Query;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.Edge;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import dev.firebreak.graph.store.IdentityGraph;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All about one identity: its accounts and why they are its own, what it reaches and through whom,
/// and every grant it ends up with.
@Component
public final class IdentityPages {

  record OfIdentity(String key) {}

  record NamedOwner(String owner) {}

  static final Query<OfIdentity, NamedOwner> NAMED_OWNER =
      Query.read("read/named-owner", OfIdentity.class, NamedOwner.class);

  private final IdentityGraph graph;
  private final CurrentGraph current;

  IdentityPages(IdentityGraph graph, CurrentGraph current) {
    this.graph = graph;
    this.current = current;
  }

  /// An account and why it belongs to the identity.
  ///
  /// @param rule the correlation rule that joined the two
  /// @param confidence how sure that is, 0 to 100; null where it is unknown
  public record AccountLine(
      NodeRef account,
      String source,
      String userName,
      Active active,
      @Nullable String rule,
      @Nullable Integer confidence,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen) {}

  /// A crown jewel that is reached.
  ///
  /// @param path one of the shortest paths
  /// @param shortest how many paths are as short
  public record JewelLine(NodeRef node, String source, PathView path, long shortest) {}

  /// What is reached, in sums.
  ///
  /// @param byKind resources of each kind
  /// @param byHops resources at each distance
  /// @param asleep resources that only inactive accounts stand before
  public record ReachSums(
      int count,
      long weighted,
      int maxHops,
      Map<NodeKind, Integer> byKind,
      SortedMap<Integer, Integer> byHops,
      int asleep) {}

  public record IdentityPage(
      NodeRef node,
      List<NodePages.Fact> facts,
      String kind,
      String line,
      Ownership ownership,
      List<AccountLine> accounts,
      ReachSums reach,
      List<JewelLine> crownJewels,
      List<Contributors.Contributor> contributors,
      int elsewhere,
      ReachTable table,
      ReachPicture picture,
      AccessTable access) {}

  /// The page of the identity with this key.
  ///
  /// @param hot the keys of nodes on the paths of open findings, drawn in the picture as such
  /// @throws NotThere if the graph has no such identity
  public IdentityPage of(String key, Set<String> hot) {
    return of(key, hot, AccessTable.Part.FIRST);
  }

  /// The same page with another part of its grants.
  public IdentityPage of(String key, Set<String> hot, AccessTable.Part part) {
    GraphSnapshot snapshot = current.snapshot();
    int identity = find(snapshot, key);
    Node node = snapshot.node(identity);
    SourceNames names = SourceNames.of(snapshot);
    Neighbours near = Neighbours.of(snapshot);
    BlastRadius radius = BlastRadius.of(snapshot, identity);
    ReachTree tree = ReachTree.of(snapshot, identity);
    List<Contributors.Contributor> contributors = Contributors.of(tree, names);
    Set<Integer> hotNodes =
        hot.stream()
            .flatMap(k -> snapshot.find(k).stream().boxed())
            .collect(java.util.stream.Collectors.toSet());
    return new IdentityPage(
        NodeRef.of(node),
        NodePages.facts(node, names),
        kind(node),
        line(node),
        Ownership.of(snapshot, near, identity, () -> namedOwner(key)),
        accounts(snapshot, names, near, identity),
        sums(radius),
        jewels(snapshot, names, radius),
        contributors,
        radius.count() - contributors.stream().mapToInt(Contributors.Contributor::lost).sum(),
        ReachTable.of(tree),
        ReachDrawing.draw(
            tree,
            names,
            hotNodes,
            contributors.stream().map(Contributors.Contributor::index).toList()),
        AccessTable.of(tree, names, radius, part));
  }

  private static int find(GraphSnapshot snapshot, String key) {
    return snapshot.find(key).stream()
        .filter(i -> snapshot.kind(i) == NodeKind.IDENTITY)
        .findFirst()
        .orElseThrow(() -> NotThere.node("identity", key));
  }

  private static String kind(Node node) {
    return switch (node.identityKind()) {
      case PERSON -> "Person";
      case SERVICE -> "Service";
      case AGENT -> "Agent";
      case UNKNOWN -> "Kind unknown";
    };
  }

  private static String line(Node node) {
    String title = node.title();
    String department = node.department();
    return title == null || title.isBlank()
        ? department == null ? "" : department
        : department == null || department.isBlank() ? title : title + ", " + department;
  }

  /// Nothing for whoever sees a part: the source that names them may not be in it.
  private @Nullable String namedOwner(String key) {
    if (current.isPart()) {
      return null;
    }
    return graph.ask(NAMED_OWNER, new OfIdentity(key)).stream()
        .map(NamedOwner::owner)
        .findFirst()
        .orElse(null);
  }

  private static List<AccountLine> accounts(
      GraphSnapshot snapshot, SourceNames names, Neighbours near, int identity) {
    return near.out(identity, EdgeKind.OWNS)
        .mapToObj(e -> {
          Edge owns = snapshot.edge(e);
          Node account = snapshot.node(owns.to());
          String userName = account.userName();
          return new AccountLine(
              NodeRef.of(account),
              names.of(account.source()),
              userName == null ? "" : userName,
              account.active(),
              owns.rule(),
              owns.confidence(),
              account.firstSeen(),
              account.lastSeen());
        })
        .sorted(Comparator.comparing(AccountLine::source))
        .toList();
  }

  static ReachSums sums(BlastRadius radius) {
    Map<NodeKind, Integer> byKind = new EnumMap<>(NodeKind.class);
    SortedMap<Integer, Integer> byHops = new TreeMap<>();
    for (Reached reached : radius.reached()) {
      byKind.merge(reached.kind(), 1, Integer::sum);
      byHops.merge(reached.hops(), 1, Integer::sum);
    }
    return new ReachSums(
        radius.count(),
        radius.weighted(),
        radius.maxHops(),
        byKind,
        byHops,
        radius.asleep().size());
  }

  static List<JewelLine> jewels(GraphSnapshot snapshot, SourceNames names, BlastRadius radius) {
    return radius.crownJewels().stream()
        .limit(20)
        .map(jewel -> {
          int index = snapshot.find(jewel.key()).orElseThrow();
          return new JewelLine(
              NodeRef.of(snapshot, index),
              names.of(jewel.source()),
              PathView.of(snapshot, names, radius.pathTo(index)),
              radius.shortestPathsTo(index, 0).total());
        })
        .toList();
  }
}
